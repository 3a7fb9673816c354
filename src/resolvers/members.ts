import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from './context.ts';
import {
  CreatePasswordResetInput,
  CreatePasswordResetPayload,
  CreateWorkspaceInput,
  CreateWorkspacePayload,
  DeactivateUserInput,
  InviteUserInput,
  InviteUserPayload,
  SetRolesInput,
  toUser,
  User,
  UserPayload,
} from './member-types.ts';
import { orUserErrors } from './user-errors.ts';

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
    @Arg('input', () => InviteUserInput, { description: 'Whom, as what.' }) { email, name, roles }: InviteUserInput,
    @Ctx() { access, actor }: Context,
  ): Promise<InviteUserPayload> {
    return orUserErrors(async () => {
      const { member, secret } = await access.members.invite(actor, email, name ?? '', roles);
      return { user: toUser(member), secret };
    });
  }

  @Mutation(() => UserPayload, {
    description: 'Gives a member these roles, and no others. Effective within 5 s everywhere.',
  })
  setRoles(
    @Arg('input', () => SetRolesInput, { description: 'Which.' }) { userId, roles, reason }: SetRolesInput,
    @Ctx() { access, actor }: Context,
  ): Promise<UserPayload> {
    return orUserErrors(async () => ({
      user: toUser(await access.members.setRoles(actor, userId, roles, reason ?? undefined)),
    }));
  }

  @Mutation(() => UserPayload, {
    description: 'Shuts an account: no password, session or key of it is good any more, within 5 s everywhere.',
  })
  deactivateUser(
    @Arg('input', () => DeactivateUserInput, { description: 'Whom.' }) { userId, reason }: DeactivateUserInput,
    @Ctx() { access, actor }: Context,
  ): Promise<UserPayload> {
    return orUserErrors(async () => ({
      user: toUser(await access.members.deactivate(actor, userId, reason ?? undefined)),
    }));
  }

  @Mutation(() => CreatePasswordResetPayload, { description: 'Makes a secret by which a member sets a new password.' })
  createPasswordReset(
    @Arg('input', () => CreatePasswordResetInput, { description: 'For whom.' }) { userId }: CreatePasswordResetInput,
    @Ctx() { access, actor }: Context,
  ): Promise<CreatePasswordResetPayload> {
    return orUserErrors(async () => ({ secret: await access.members.createPasswordReset(actor, userId) }));
  }

  @Mutation(() => CreateWorkspacePayload, {
    description: "Makes a workspace of the caller's organisation; the caller is its owner.",
  })
  createWorkspace(
    @Arg('input', () => CreateWorkspaceInput, { description: 'Its name.' }) { name }: CreateWorkspaceInput,
    @Ctx() { access, actor }: Context,
  ): Promise<CreateWorkspacePayload> {
    return orUserErrors(async () => ({ workspace: await access.members.createWorkspace(actor, name) }));
  }
}
