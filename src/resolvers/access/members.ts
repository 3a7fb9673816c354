import { Arg, Ctx, Field, ID, InputType, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { mutate } from '../shared/mutate.ts';
import { MutationInput, ONCE, ReasonedInput } from '../shared/mutation-input.ts';
import { payloadWith, ResultOf } from '../shared/payload.ts';
import { readUser, toUser, toWorkspace, User, Workspace } from './user-types.ts';

const AS_IT_IS_NOW = 'The changed member; null when there are user errors.';

@InputType({ description: 'The new roles of a member.' })
class SetRolesInput extends ReasonedInput {
  @Field(() => ID, { description: 'Id of the member.' })
  userId!: string;

  @Field(() => [String], {
    description: 'All roles of the member. An empty list removes the member from the workspace.',
  })
  roles!: string[];
}

@ResultOf('setRoles')
class SetRolesPayload extends payloadWith('user', User, AS_IT_IS_NOW) {}

@InputType({ description: 'The user to deactivate.' })
class DeactivateUserInput extends ReasonedInput {
  @Field(() => ID, { description: 'Id of the member.' })
  userId!: string;
}

@ResultOf('deactivateUser')
class DeactivateUserPayload extends payloadWith('user', User, AS_IT_IS_NOW) {}

@InputType({ description: 'The user who needs a new password.' })
class CreatePasswordResetInput extends MutationInput {
  @Field(() => ID, { description: 'Id of the member.' })
  userId!: string;
}

@ResultOf('createPasswordReset')
class CreatePasswordResetPayload extends payloadWith('user', User, 'The member; null when there are user errors.') {
  @Field(() => String, {
    nullable: true,
    description: `Secret to give to the person, who uses it with \`resetPassword\` within a day. ${ONCE}`,
  })
  secret?: string | null;
}

@InputType({ description: 'The new workspace.' })
class CreateWorkspaceInput extends MutationInput {
  @Field(() => String, { description: 'Name, 1 to 100 characters.' })
  name!: string;
}

@ResultOf('createWorkspace')
class CreateWorkspacePayload extends payloadWith(
  'workspace',
  Workspace,
  'The workspace; null when there are user errors.',
) {}

@Resolver()
export class MemberResolver {
  @Query(() => [User], { description: 'Members of the workspace of the caller, ordered by e-mail address.' })
  async users(@Ctx() { access, actor }: Context): Promise<readonly User[]> {
    return (await access.members.list(actor)).map(toUser);
  }

  @Mutation(() => SetRolesPayload, {
    description: 'Replaces the roles of a member. All nodes apply the change within 5 s.',
  })
  setRoles(
    @Arg('input', () => SetRolesInput, { description: 'The member and the roles.' }) input: SetRolesInput,
    @Ctx() context: Context,
  ): Promise<SetRolesPayload> {
    return mutate(context, 'setRoles', input, async (actor, wanted) => ({
      user: toUser(await context.access.members.setRoles(actor, wanted)),
    }));
  }

  @Mutation(() => DeactivateUserPayload, {
    description: 'Deactivates an account. All nodes refuse its password, sessions and keys within 5 s.',
  })
  deactivateUser(
    @Arg('input', () => DeactivateUserInput, { description: 'The member.' }) input: DeactivateUserInput,
    @Ctx() context: Context,
  ): Promise<DeactivateUserPayload> {
    return mutate(context, 'deactivateUser', input, async (actor, wanted) => ({
      user: toUser(await context.access.members.deactivate(actor, wanted)),
    }));
  }

  @Mutation(() => CreatePasswordResetPayload, {
    description: 'Creates a secret with which a member sets a new password.',
  })
  createPasswordReset(
    @Arg('input', () => CreatePasswordResetInput, { description: 'The member.' }) input: CreatePasswordResetInput,
    @Ctx() context: Context,
  ): Promise<CreatePasswordResetPayload> {
    return mutate(context, 'createPasswordReset', input, {
      secrets: ['secret'],
      work: async (actor, wanted) => {
        const secret = await context.access.members.createPasswordReset(actor, wanted);
        return { user: await readUser(wanted.userId, context), secret };
      },
    });
  }

  @Mutation(() => CreateWorkspacePayload, {
    description: 'Creates a workspace in the organisation of the caller. The caller becomes its owner.',
  })
  createWorkspace(
    @Arg('input', () => CreateWorkspaceInput, { description: 'The new workspace.' }) input: CreateWorkspaceInput,
    @Ctx() context: Context,
  ): Promise<CreateWorkspacePayload> {
    return mutate(context, 'createWorkspace', input, async (actor, wanted) => ({
      workspace: toWorkspace(await context.access.members.createWorkspace(actor, wanted)),
    }));
  }
}
