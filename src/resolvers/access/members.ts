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
import type * as domain from '../../domain/access/members.ts';
import type { Context } from '../context.ts';
import { mutate } from '../shared/mutate.ts';
import { MutationInput, ReasonedInput } from '../shared/mutation-input.ts';
import { Payload, payloadWith, ResultOf } from '../shared/payload.ts';
import { Workspace } from './accounts.ts';

@ObjectType({ description: "A member of the caller's workspace.", simpleResolvers: true })
export class User {
  @Field(() => ID, { description: 'Its id; the prefix is `usr_`.' })
  id!: string;

  @Field(() => String, { description: 'E-mail address, in lower case.' })
  email!: string;

  @Field(() => String, { description: 'As others see it.' })
  name!: string;

  @Field(() => [String], { description: 'Roles in the workspace.' })
  roles!: readonly string[];

  @Field(() => Boolean, { description: 'Whether it can sign in; false once it was deactivated.' })
  isActive!: boolean;

  @Field(() => GraphQLISODateTime, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it last signed in; null: never.' })
  lastSignInAt!: Date | null;
}

/** Without what is nobody else's business. */
export function toUser({ user, roles }: domain.Member): User {
  const { id, email, name, isActive, createdAt, lastSignInAt } = user;
  return { id, email, name, roles, isActive, createdAt, lastSignInAt };
}

const AS_IT_IS_NOW = 'The member as it is now; null when there are user errors.';

@InputType({ description: 'Whom to invite, as what.' })
class InviteUserInput extends MutationInput {
  @Field(() => String, { description: 'E-mail address.' })
  email!: string;

  @Field(() => String, { nullable: true, description: 'As others see it; the address when left out.' })
  name?: string | null;

  @Field(() => [String], { description: 'Roles in the workspace; none may hold more than your own.' })
  roles!: string[];
}

@ResultOf('inviteUser')
class InviteUserPayload extends payloadWith('user', User, 'The member; null when there are user errors.') {
  @Field(() => String, {
    nullable: true,
    description:
      'Hand it to the person: `resetPassword` takes it for a first password, within seven days. Null for one that has a password.',
  })
  secret?: string | null;
}

@InputType({ description: 'Which roles a member is to have.' })
class SetRolesInput extends ReasonedInput {
  @Field(() => ID, { description: 'The member.' })
  userId!: string;

  @Field(() => [String], { description: 'All of its roles from now on; none at all take it out of the workspace.' })
  roles!: string[];
}

@ResultOf('setRoles')
class SetRolesPayload extends payloadWith('user', User, AS_IT_IS_NOW) {}

@InputType({ description: 'Whose account to shut.' })
class DeactivateUserInput extends ReasonedInput {
  @Field(() => ID, { description: 'The member.' })
  userId!: string;
}

@ResultOf('deactivateUser')
class DeactivateUserPayload extends payloadWith('user', User, AS_IT_IS_NOW) {}

@InputType({ description: 'Who has lost the password.' })
class CreatePasswordResetInput extends MutationInput {
  @Field(() => ID, { description: 'The member.' })
  userId!: string;
}

@ResultOf('createPasswordReset')
class CreatePasswordResetPayload extends Payload {
  @Field(() => String, {
    nullable: true,
    description: 'Hand it to the person: `resetPassword` takes it, within a day.',
  })
  secret?: string | null;
}

@InputType({ description: 'A workspace to be made.' })
class CreateWorkspaceInput extends MutationInput {
  @Field(() => String, { description: 'Its name, 1 to 100 characters.' })
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
  @Query(() => [User], { description: "The members of the caller's workspace, by e-mail address." })
  async users(@Ctx() { access, actor }: Context): Promise<readonly User[]> {
    return (await access.members.list(actor)).map(toUser);
  }

  @Mutation(() => InviteUserPayload, {
    description: 'Makes a person a member of the workspace, and a user of the organisation where it is none yet.',
  })
  inviteUser(
    @Arg('input', () => InviteUserInput, { description: 'Whom, as what.' }) input: InviteUserInput,
    @Ctx() context: Context,
  ): Promise<InviteUserPayload> {
    return mutate(context, 'inviteUser', input, {
      secrets: ['secret'],
      work: async (actor, wanted) => {
        const { member, secret } = await context.access.members.invite(actor, wanted);
        return { user: toUser(member), secret };
      },
    });
  }

  @Mutation(() => SetRolesPayload, {
    description: 'Gives a member these roles, and no others. Effective within 5 s everywhere.',
  })
  setRoles(
    @Arg('input', () => SetRolesInput, { description: 'Which.' }) input: SetRolesInput,
    @Ctx() context: Context,
  ): Promise<SetRolesPayload> {
    return mutate(context, 'setRoles', input, async (actor, wanted) => ({
      user: toUser(await context.access.members.setRoles(actor, wanted)),
    }));
  }

  @Mutation(() => DeactivateUserPayload, {
    description: 'Shuts an account: no password, session or key of it is good any more, within 5 s everywhere.',
  })
  deactivateUser(
    @Arg('input', () => DeactivateUserInput, { description: 'Whom.' }) input: DeactivateUserInput,
    @Ctx() context: Context,
  ): Promise<DeactivateUserPayload> {
    return mutate(context, 'deactivateUser', input, async (actor, wanted) => ({
      user: toUser(await context.access.members.deactivate(actor, wanted)),
    }));
  }

  @Mutation(() => CreatePasswordResetPayload, { description: 'Makes a secret by which a member sets a new password.' })
  createPasswordReset(
    @Arg('input', () => CreatePasswordResetInput, { description: 'For whom.' }) input: CreatePasswordResetInput,
    @Ctx() context: Context,
  ): Promise<CreatePasswordResetPayload> {
    return mutate(context, 'createPasswordReset', input, {
      secrets: ['secret'],
      work: async (actor, wanted) => ({ secret: await context.access.members.createPasswordReset(actor, wanted) }),
    });
  }

  @Mutation(() => CreateWorkspacePayload, {
    description: "Makes a workspace of the caller's organisation; the caller is its owner.",
  })
  createWorkspace(
    @Arg('input', () => CreateWorkspaceInput, { description: 'Its name.' }) input: CreateWorkspaceInput,
    @Ctx() context: Context,
  ): Promise<CreateWorkspacePayload> {
    return mutate(context, 'createWorkspace', input, async (actor, wanted) => ({
      workspace: await context.access.members.createWorkspace(actor, wanted),
    }));
  }
}
