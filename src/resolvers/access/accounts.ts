import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { Access } from '../../domain/access/access.ts';
import type { Context } from '../context.ts';
import { mutate } from '../shared/mutate.ts';
import { KEY_ONLY, MutationInput } from '../shared/mutation-input.ts';
import { payloadWith, ResultOf } from '../shared/payload.ts';
import { DateTime } from '../shared/scalars.ts';

declare module '../context.ts' {
  interface Doors {
    readonly access: Access;
  }
}

@ObjectType({
  description: 'The unit of isolation within an organisation. Data of other workspaces is invisible.',
  simpleResolvers: true,
})
export class Workspace {
  @Field(() => ID, { description: 'Id with the prefix `wsp_`.' })
  id!: string;

  @Field(() => String, { description: 'Name, 1 to 100 characters.' })
  name!: string;

  @Field(() => DateTime, { description: 'Time of creation.' })
  createdAt!: Date;
}

@ObjectType({ description: 'The identity of the caller and its permissions in the workspace.', simpleResolvers: true })
export class Me {
  @Field(() => ID, { description: 'Id of the user, with the prefix `usr_`.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'E-mail address; null for a caller without an account.' })
  email!: string | null;

  @Field(() => String, { nullable: true, description: 'Name; null for a caller without an account.' })
  name!: string | null;

  @Field(() => ID, { description: 'Organisation of the user.' })
  organisationId!: string;

  @Field(() => ID, { description: 'Workspace of the request. All results belong to it.' })
  workspaceId!: string;

  @Field(() => [String], { description: 'Roles in the workspace.' })
  roles!: readonly string[];

  @Field(() => [String], { description: 'Permissions the caller can use now. See docs/permissions.md.' })
  permissions!: readonly string[];

  @Field(() => [String], {
    description: 'Permissions of the roles that the caller cannot use now, such as those that require a second factor.',
  })
  withheldPermissions!: readonly string[];

  @Field(() => String, {
    description: 'How the caller proved its identity: SESSION, API_KEY, API_TOKEN, LOCAL or SERVICE.',
  })
  credential!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The administrator who acts as this user; null without impersonation.',
  })
  impersonatorId!: string | null;
}

@InputType({ description: 'The new password, and the current one as proof.' })
class ChangePasswordInput extends MutationInput {
  @Field(() => String, { description: 'The current password.' })
  currentPassword!: string;

  @Field(() => String, { description: 'The new password: 12 to 128 characters that are hard to guess.' })
  newPassword!: string;
}

@ResultOf('changePassword')
class ChangePasswordPayload extends payloadWith('done', Boolean, 'True on success; null when there are user errors.') {}

@InputType({ description: 'The new password, and the secret from an administrator.' })
class ResetPasswordInput {
  @Field(() => String, { description: 'Secret from `inviteUser` or `createPasswordReset`.' })
  secret!: string;

  @Field(() => String, { description: 'The new password: 12 to 128 characters that are hard to guess.' })
  newPassword!: string;
}

@ResultOf('resetPassword')
class ResetPasswordPayload extends payloadWith('done', Boolean, 'True on success; null when there are user errors.') {}

@InputType(KEY_ONLY)
class LeaveWorkspaceInput extends MutationInput {}

@ResultOf('leaveWorkspace')
class LeaveWorkspacePayload extends payloadWith('done', Boolean, 'True on success; null when there are user errors.') {}

@Resolver()
export class AccountResolver {
  @Query(() => Me, { description: 'Identity and permissions of the caller.' })
  async me(@Ctx() { access, actor }: Context): Promise<Me> {
    const user = await access.accounts.find(actor);
    const { userId: id, organisationId, workspaceId, roles, credential, impersonatorId } = actor;
    const rights = { permissions: [...actor.permissions], withheldPermissions: [...actor.withheld] };
    const known = { email: user?.email ?? null, name: user?.name ?? null };
    return { id, ...known, organisationId, workspaceId, roles, ...rights, credential, impersonatorId };
  }

  @Query(() => [Workspace], { description: 'The workspaces of the caller, oldest first.' })
  workspaces(@Ctx() { access, actor }: Context): Promise<readonly Workspace[]> {
    return access.accounts.workspaces(actor);
  }

  @Mutation(() => ChangePasswordPayload, {
    description: 'Changes the password of the caller and ends all of its sessions.',
  })
  changePassword(
    @Arg('input', () => ChangePasswordInput, { description: 'The passwords.' }) input: ChangePasswordInput,
    @Ctx() context: Context,
  ): Promise<ChangePasswordPayload> {
    return mutate(context, 'changePassword', input, {
      secrets: ['currentPassword', 'newPassword'],
      // Failed attempts are counted. A transaction would roll the count back.
      outside: async (actor, wanted) => {
        await context.access.accounts.changePassword(actor, wanted);
        return { done: true };
      },
    });
  }

  @Mutation(() => ResetPasswordPayload, {
    description: 'Sets a password with the secret of an invitation or a password reset. The secret works once.',
  })
  resetPassword(
    @Arg('input', () => ResetPasswordInput, { description: 'The secret and the password.' }) input: ResetPasswordInput,
    @Ctx() context: Context,
  ): Promise<ResetPasswordPayload> {
    return mutate(context, 'resetPassword', input, {
      outside: async (actor, wanted) => {
        await context.access.accounts.resetPassword(actor, wanted);
        return { done: true };
      },
    });
  }

  @Mutation(() => LeaveWorkspacePayload, { description: 'Removes the caller from its workspace.' })
  leaveWorkspace(
    @Arg('input', () => LeaveWorkspaceInput, KEY_ONLY) input: LeaveWorkspaceInput,
    @Ctx() context: Context,
  ): Promise<LeaveWorkspacePayload> {
    return mutate(context, 'leaveWorkspace', input, async (actor) => {
      await context.access.members.leave(actor);
      return { done: true };
    });
  }
}
