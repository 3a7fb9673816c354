import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Access } from '../../domain/access/access.ts';
import { requireOwnAccount } from '../../domain/access/actor.ts';
import type { Context } from '../context.ts';
import { type Asked, once } from '../shared/once.ts';
import { orUserErrors } from '../shared/user-errors.ts';
import {
  ChangePasswordInput,
  ChangePasswordPayload,
  LeaveWorkspaceInput,
  LeaveWorkspacePayload,
  Me,
  RefreshSessionInput,
  RefreshSessionPayload,
  ResetPasswordInput,
  ResetPasswordPayload,
  SignInInput,
  SignInPayload,
  SignOutEverywhereInput,
  SignOutEverywherePayload,
  SignOutInput,
  SignOutPayload,
  Workspace,
} from './account-types.ts';

declare module '../context.ts' {
  interface Doors {
    readonly access: Access;
  }
}

const ONLY_A_KEY = { description: 'Nothing but a key for repeating it.' };

@Resolver()
export class AccountResolver {
  @Query(() => Me, { description: 'Who the caller is and what it may do.' })
  async me(@Ctx() { access, actor }: Context): Promise<Me> {
    const user = await access.accounts.find(actor);
    const { userId: id, organisationId, workspaceId, roles, credential, impersonatorId } = actor;
    const rights = { permissions: [...actor.permissions], withheldPermissions: [...actor.withheld] };
    const known = { email: user?.email ?? null, name: user?.name ?? null };
    return { id, ...known, organisationId, workspaceId, roles, ...rights, credential, impersonatorId };
  }

  @Query(() => [Workspace], { description: 'The workspaces that the caller is a member of, the oldest first.' })
  workspaces(@Ctx() { access, actor }: Context): Promise<readonly Workspace[]> {
    return access.accounts.workspaces(actor);
  }

  @Mutation(() => SignInPayload, {
    description: 'Signs in with a password. The answer is the same for whatever does not fit, and takes as long.',
  })
  signIn(
    @Arg('input', () => SignInInput, { description: 'What to sign in with.' }) input: SignInInput,
    @Ctx() { access, address }: Context,
  ): Promise<SignInPayload> {
    const { email, password, workspaceId = null, code = null } = input;
    const signIn = () => access.sessions.signIn({ email, password, workspaceId, address, code });
    return orUserErrors(async () => ({ tokens: await signIn() }));
  }

  @Mutation(() => RefreshSessionPayload, {
    description:
      'New tokens for a refresh token, which is worthless then. One that is used a second time ends the session.',
  })
  refreshSession(
    @Arg('input', () => RefreshSessionInput, { description: 'The refresh token.' }) input: RefreshSessionInput,
    @Ctx() { access }: Context,
  ): Promise<RefreshSessionPayload> {
    return orUserErrors(async () => ({ tokens: await access.sessions.refresh(input.refreshToken) }));
  }

  @Mutation(() => SignOutPayload, { description: 'Ends the session of the caller, on every node and on open sockets.' })
  signOut(
    @Arg('input', () => SignOutInput, ONLY_A_KEY) input: SignOutInput,
    @Ctx() context: Context,
  ): Promise<SignOutPayload> {
    return done(context, 'signOut', input, () => context.access.sessions.signOut(context.actor));
  }

  @Mutation(() => SignOutEverywherePayload, { description: 'Ends every session of the user, this one too.' })
  signOutEverywhere(
    @Arg('input', () => SignOutEverywhereInput, ONLY_A_KEY) input: SignOutEverywhereInput,
    @Ctx() context: Context,
  ): Promise<SignOutEverywherePayload> {
    return done(context, 'signOutEverywhere', input, async () => {
      requireOwnAccount(context.actor);
      await context.access.sessions.signOutEverywhere(context.actor);
    });
  }

  @Mutation(() => ChangePasswordPayload, {
    description: 'Changes the password of the caller and ends every session of its.',
  })
  changePassword(
    @Arg('input', () => ChangePasswordInput, { description: 'Both passwords.' }) input: ChangePasswordInput,
    @Ctx() context: Context,
  ): Promise<ChangePasswordPayload> {
    const { currentPassword, newPassword, idempotencyKey = null } = input;
    const { access, actor, address } = context;
    const change = () => access.accounts.changePassword(actor, currentPassword, newPassword, address);
    // No trace of a password is kept, so not even a hash of this input.
    return done(context, 'changePassword', { idempotencyKey }, change);
  }

  @Mutation(() => ResetPasswordPayload, {
    description: 'Sets a password by the secret of an invitation or of a password reset, which is worthless then.',
  })
  resetPassword(
    @Arg('input', () => ResetPasswordInput, { description: 'The secret and the password.' }) input: ResetPasswordInput,
    @Ctx() { access, address }: Context,
  ): Promise<ResetPasswordPayload> {
    return orUserErrors(async () => {
      await access.accounts.resetPassword(input.secret, input.newPassword, address);
      return { done: true };
    });
  }

  @Mutation(() => LeaveWorkspacePayload, { description: 'Takes the caller out of its workspace.' })
  leaveWorkspace(
    @Arg('input', () => LeaveWorkspaceInput, ONLY_A_KEY) input: LeaveWorkspaceInput,
    @Ctx() context: Context,
  ): Promise<LeaveWorkspacePayload> {
    return done(context, 'leaveWorkspace', input, () => context.access.members.leave(context.actor));
  }
}

function done(context: Context, mutation: string, input: Asked, work: () => Promise<unknown>) {
  return orUserErrors(() =>
    once(context, mutation, input, async () => {
      await work();
      return { done: true };
    }),
  );
}
