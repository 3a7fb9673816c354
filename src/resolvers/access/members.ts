import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { once } from '../shared/once.ts';
import { orUserErrors } from '../shared/user-errors.ts';
import {
  CreatePasswordResetInput,
  CreatePasswordResetPayload,
  CreateWorkspaceInput,
  CreateWorkspacePayload,
  DeactivateUserInput,
  DeactivateUserPayload,
  InviteUserInput,
  InviteUserPayload,
  SetRolesInput,
  SetRolesPayload,
  toUser,
  User,
} from './member-types.ts';

@Resolver()
export class MemberResolver {
  @Query(() => [User], { description: "The members of the caller's workspace, by e-mail address." })
  async users(@Ctx() { access, actor }: Context): Promise<readonly User[]> {
    return (await access.members.list(actor)).map(toUser);
  }

  @Mutation(() => InviteUserPayload, {
    description: 'Makes somebody a member of the workspace, and a user of the organisation where it is none yet.',
  })
  inviteUser(
    @Arg('input', () => InviteUserInput, { description: 'Whom, as what.' }) input: InviteUserInput,
    @Ctx() context: Context,
  ): Promise<InviteUserPayload> {
    const { access, actor } = context;
    return orUserErrors(async () => {
      let secret: string | null = null;
      const user = await once(context, 'inviteUser', input, async () => {
        const invited = await access.members.invite(actor, input.email, input.name ?? '', input.roles);
        secret = invited.secret;
        return toUser(invited.member);
      });
      return { user, secret };
    });
  }

  @Mutation(() => SetRolesPayload, {
    description: 'Gives a member these roles, and no others. Effective within 5 s everywhere.',
  })
  setRoles(
    @Arg('input', () => SetRolesInput, { description: 'Which.' }) input: SetRolesInput,
    @Ctx() context: Context,
  ): Promise<SetRolesPayload> {
    const { userId, roles, reason } = input;
    const change = () => context.access.members.setRoles(context.actor, userId, roles, reason ?? undefined);
    return orUserErrors(async () => ({
      user: await once(context, 'setRoles', input, async () => toUser(await change())),
    }));
  }

  @Mutation(() => DeactivateUserPayload, {
    description: 'Shuts an account: no password, session or key of it is good any more, within 5 s everywhere.',
  })
  deactivateUser(
    @Arg('input', () => DeactivateUserInput, { description: 'Whom.' }) input: DeactivateUserInput,
    @Ctx() context: Context,
  ): Promise<DeactivateUserPayload> {
    const change = () => context.access.members.deactivate(context.actor, input.userId, input.reason ?? undefined);
    return orUserErrors(async () => ({
      user: await once(context, 'deactivateUser', input, async () => toUser(await change())),
    }));
  }

  @Mutation(() => CreatePasswordResetPayload, { description: 'Makes a secret by which a member sets a new password.' })
  createPasswordReset(
    @Arg('input', () => CreatePasswordResetInput, { description: 'For whom.' }) input: CreatePasswordResetInput,
    @Ctx() context: Context,
  ): Promise<CreatePasswordResetPayload> {
    const { access, actor } = context;
    return orUserErrors(async () => {
      let secret: string | null = null;
      await once(context, 'createPasswordReset', input, async () => {
        secret = await access.members.createPasswordReset(actor, input.userId);
        return {};
      });
      return { secret };
    });
  }

  @Mutation(() => CreateWorkspacePayload, {
    description: "Makes a workspace of the caller's organisation; the caller is its owner.",
  })
  createWorkspace(
    @Arg('input', () => CreateWorkspaceInput, { description: 'Its name.' }) input: CreateWorkspaceInput,
    @Ctx() context: Context,
  ): Promise<CreateWorkspacePayload> {
    const make = () => context.access.members.createWorkspace(context.actor, input.name);
    return orUserErrors(async () => ({ workspace: await once(context, 'createWorkspace', input, make) }));
  }
}
