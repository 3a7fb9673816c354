import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import {
  ChangePasswordInput,
  DonePayload,
  Me,
  RefreshSessionInput,
  ResetPasswordInput,
  SessionPayload,
  SignInInput,
  Workspace,
} from './account-types.ts';
import type { Context } from './context.ts';
import { orUserErrors } from './user-errors.ts';

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

  @Mutation(() => SessionPayload, {
    description: 'Signs in with a password. The answer is the same for whatever does not fit, and takes as long.',
  })
  signIn(
    @Arg('input', () => SignInInput, { description: 'What to sign in with.' }) input: SignInInput,
    @Ctx() { access, address }: Context,
  ): Promise<SessionPayload> {
    const { email, password, workspaceId = null } = input;
    return orUserErrors(async () => ({
      tokens: await access.sessions.signIn({ email, password, workspaceId, address }),
    }));
  }

  @Mutation(() => SessionPayload, {
    description:
      'New tokens for a refresh token, which is worthless then. One that is used a second time ends the session.',
  })
  refreshSession(
    @Arg('input', () => RefreshSessionInput, { description: 'The refresh token.' }) {
      refreshToken,
    }: RefreshSessionInput,
    @Ctx() { access }: Context,
  ): Promise<SessionPayload> {
    return orUserErrors(async () => ({ tokens: await access.sessions.refresh(refreshToken) }));
  }

  @Mutation(() => DonePayload, { description: 'Ends the session of the caller, on every node and on open sockets.' })
  signOut(@Ctx() { access, actor }: Context): Promise<DonePayload> {
    return done(() => access.sessions.signOut(actor));
  }

  @Mutation(() => DonePayload, { description: 'Ends every session of the user, this one too.' })
  signOutEverywhere(@Ctx() { access, actor }: Context): Promise<DonePayload> {
    return done(() => access.sessions.signOutEverywhere(actor));
  }

  @Mutation(() => DonePayload, { description: 'Changes the password of the caller and ends every session of its.' })
  changePassword(
    @Arg('input', () => ChangePasswordInput, { description: 'Both passwords.' }) input: ChangePasswordInput,
    @Ctx() { access, actor, address }: Context,
  ): Promise<DonePayload> {
    const { currentPassword, newPassword } = input;
    return done(() => access.accounts.changePassword(actor, currentPassword, newPassword, address));
  }

  @Mutation(() => DonePayload, {
    description: 'Sets a password by the secret of an invitation or of a password reset, which is worthless then.',
  })
  resetPassword(
    @Arg('input', () => ResetPasswordInput, { description: 'The secret and the password.' }) input: ResetPasswordInput,
    @Ctx() { access }: Context,
  ): Promise<DonePayload> {
    return done(() => access.accounts.resetPassword(input.secret, input.newPassword));
  }

  @Mutation(() => DonePayload, { description: 'Takes the caller out of its workspace.' })
  leaveWorkspace(@Ctx() { access, actor }: Context): Promise<DonePayload> {
    return done(() => access.members.leave(actor));
  }
}

function done(work: () => Promise<unknown>): Promise<DonePayload> {
  return orUserErrors(async () => {
    await work();
    return { done: true };
  });
}
