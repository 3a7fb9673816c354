import {
  Arg,
  Ctx,
  Field,
  GraphQLISODateTime,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Query,
  Resolver,
} from 'type-graphql';
import type { Access } from '../../domain/access/access.ts';
import type { Context } from '../context.ts';
import { mutate } from '../shared/mutate.ts';
import { KEY_ONLY, MutationInput } from '../shared/mutation-input.ts';
import { payloadWith, ResultOf } from '../shared/payload.ts';

declare module '../context.ts' {
  interface Doors {
    readonly access: Access;
  }
}

@ObjectType({ description: 'A part of an organisation that sees nothing of the others.', simpleResolvers: true })
export class Workspace {
  @Field(() => ID, { description: 'Its id; the prefix is `wsp_`.' })
  id!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => GraphQLISODateTime, { description: 'When it was made.' })
  createdAt!: Date;
}

@ObjectType({ description: 'What the caller is, and what it may do in its workspace.', simpleResolvers: true })
export class Me {
  @Field(() => ID, { description: 'Id of the user; the prefix is `usr_`.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'E-mail address; null for a caller without an account.' })
  email!: string | null;

  @Field(() => String, { nullable: true, description: 'Name; null for a caller without an account.' })
  name!: string | null;

  @Field(() => ID, { description: 'The organisation that the user belongs to.' })
  organisationId!: string;

  @Field(() => ID, { description: 'The workspace that everything the caller asks for belongs to.' })
  workspaceId!: string;

  @Field(() => [String], { description: 'Roles in that workspace.' })
  roles!: readonly string[];

  @Field(() => [String], { description: 'What the caller may do now, as in docs/permissions.md.' })
  permissions!: readonly string[];

  @Field(() => [String], {
    description: 'What its roles hold besides, and what waits for a second factor to be set up.',
  })
  withheldPermissions!: readonly string[];

  @Field(() => String, {
    description: 'How the caller has shown who it is: SESSION, API_KEY, API_TOKEN, LOCAL, SERVICE.',
  })
  credential!: string;

  @Field(() => ID, { nullable: true, description: 'Who really speaks, where somebody acts as this user; else null.' })
  impersonatorId!: string | null;
}

@InputType({ description: 'A new password, and the one before as proof.' })
class ChangePasswordInput extends MutationInput {
  @Field(() => String, { description: 'The password that is good now.' })
  currentPassword!: string;

  @Field(() => String, { description: 'The new one: 12 to 128 characters that are hard to guess.' })
  newPassword!: string;
}

@ResultOf('changePassword')
class ChangePasswordPayload extends payloadWith('done', Boolean, 'True when it was done.') {}

@InputType({ description: 'A new password, and the secret that an administrator handed out.' })
class ResetPasswordInput {
  @Field(() => String, { description: 'From an invitation, or from `createPasswordReset`.' })
  secret!: string;

  @Field(() => String, { description: 'The new password: 12 to 128 characters that are hard to guess.' })
  newPassword!: string;
}

@ResultOf('resetPassword')
class ResetPasswordPayload extends payloadWith('done', Boolean, 'True when it was done.') {}

@InputType(KEY_ONLY)
class LeaveWorkspaceInput extends MutationInput {}

@ResultOf('leaveWorkspace')
class LeaveWorkspacePayload extends payloadWith('done', Boolean, 'True when it was done.') {}

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

  @Mutation(() => ChangePasswordPayload, {
    description: 'Changes the password of the caller and ends every session of its.',
  })
  changePassword(
    @Arg('input', () => ChangePasswordInput, { description: 'Both passwords.' }) input: ChangePasswordInput,
    @Ctx() context: Context,
  ): Promise<ChangePasswordPayload> {
    return mutate(context, 'changePassword', input, {
      secrets: ['currentPassword', 'newPassword'],
      // A wrong password counts, and a transaction that fails would undo the count.
      outside: async (actor, wanted) => {
        await context.access.accounts.changePassword(actor, wanted);
        return { done: true };
      },
    });
  }

  @Mutation(() => ResetPasswordPayload, {
    description: 'Sets a password by the secret of an invitation or of a password reset, which is worthless then.',
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

  @Mutation(() => LeaveWorkspacePayload, { description: 'Takes the caller out of its workspace.' })
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
