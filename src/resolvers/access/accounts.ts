import { Arg, Ctx, Field, InputType, Mutation, Query, Resolver } from 'type-graphql';
import type { Access } from '../../domain/access/access.ts';
import type { Context } from '../context.ts';
import { mutate } from '../shared/mutate.ts';
import { KEY_ONLY, MutationInput } from '../shared/mutation-input.ts';
import { payloadWith, ResultOf } from '../shared/payload.ts';
import { readUser, toUser, toWorkspace, User, Workspace } from './user-types.ts';

declare module '../context.ts' {
  interface Doors {
    readonly access: Access;
  }
}

@InputType({ description: 'The new password, and the current one as proof.' })
class ChangePasswordInput extends MutationInput {
  @Field(() => String, { description: 'The current password.' })
  currentPassword!: string;

  @Field(() => String, { description: 'The new password: 12 to 128 characters that are hard to guess.' })
  newPassword!: string;
}

@ResultOf('changePassword')
class ChangePasswordPayload extends payloadWith('user', User, 'The caller; null when there are user errors.') {}

@InputType({ description: 'The new password, and the secret from an administrator.' })
class ResetPasswordInput {
  @Field(() => String, { description: 'Secret from `inviteUser` or `createPasswordReset`.' })
  secret!: string;

  @Field(() => String, {
    description:
      'The new password: 12 to 128 characters that are hard to guess. For an invitation of a person with an account: its password.',
  })
  newPassword!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Code of the second factor: six digits, or a recovery code. Required to accept an invitation with an account that has a second factor.',
  })
  code?: string | null;
}

@ResultOf('resetPassword')
class ResetPasswordPayload extends payloadWith(
  'user',
  User,
  'The user, as a member of the workspace that `signIn` chooses by default; null when it has no workspace, and when there are user errors.',
) {}

@InputType(KEY_ONLY)
class LeaveWorkspaceInput extends MutationInput {}

@ResultOf('leaveWorkspace')
class LeaveWorkspacePayload extends payloadWith(
  'workspace',
  Workspace,
  'The workspace that the caller left; null when there are user errors.',
) {}

@Resolver()
export class AccountResolver {
  @Query(() => [Workspace], { description: 'The workspaces of the caller, oldest first.' })
  async workspaces(@Ctx() { access, actor }: Context): Promise<readonly Workspace[]> {
    return (await access.accounts.workspaces(actor)).map(toWorkspace);
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
        return { user: await readUser(actor.userId, context) };
      },
    });
  }

  @Mutation(() => ResetPasswordPayload, {
    description:
      'Sets a password with the secret of a password reset, or accepts an invitation with its secret. The secret works once.',
  })
  resetPassword(
    @Arg('input', () => ResetPasswordInput, { description: 'The secret and the password.' }) input: ResetPasswordInput,
    @Ctx() context: Context,
  ): Promise<ResetPasswordPayload> {
    return mutate(context, 'resetPassword', input, {
      outside: async (actor, wanted) => {
        const user = await context.access.accounts.resetPassword(actor, wanted);
        const member = await context.access.members.findInFirst(user);
        return { user: member ? toUser(member) : null };
      },
    });
  }

  @Mutation(() => LeaveWorkspacePayload, { description: 'Removes the caller from its workspace.' })
  leaveWorkspace(
    @Arg('input', () => LeaveWorkspaceInput, KEY_ONLY) input: LeaveWorkspaceInput,
    @Ctx() context: Context,
  ): Promise<LeaveWorkspacePayload> {
    return mutate(context, 'leaveWorkspace', input, async (actor) => ({
      workspace: toWorkspace(await context.access.members.leave(actor)),
    }));
  }
}
