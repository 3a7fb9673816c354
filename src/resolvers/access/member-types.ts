import { Field, GraphQLISODateTime, ID, InputType, ObjectType } from 'type-graphql';
import type * as domain from '../../domain/access/members.ts';
import { IDEMPOTENCY_KEY } from '../shared/idempotency-key.ts';
import { REASON } from '../shared/reason.ts';
import { UserError } from '../shared/user-errors.ts';
import { Workspace } from './account-types.ts';

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

@InputType({ description: 'Whom to invite, as what.' })
export class InviteUserInput {
  @Field(() => String, { description: 'E-mail address.' })
  email!: string;

  @Field(() => String, { nullable: true, description: 'As others see it; the address when left out.' })
  name?: string | null;

  @Field(() => [String], { description: 'Roles in the workspace; none may hold more than your own.' })
  roles!: string[];

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

@ObjectType({ description: 'What came of inviting somebody.', simpleResolvers: true })
export class InviteUserPayload {
  @Field(() => User, { nullable: true, description: 'The member; null when there are user errors.' })
  user?: User | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Hand it to the person: `resetPassword` takes it for a first password, within seven days. Null for one that has a password.',
  })
  secret?: string | null;

  @Field(() => [UserError], { description: 'Mistakes in the input; empty when it worked.' })
  userErrors!: readonly UserError[];
}

@InputType({ description: 'Which roles a member is to have.' })
export class SetRolesInput {
  @Field(() => ID, { description: 'The member.' })
  userId!: string;

  @Field(() => [String], { description: 'All of its roles from now on; none at all take it out of the workspace.' })
  roles!: string[];

  @Field(() => String, { nullable: true, description: REASON })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

@InputType({ description: 'Whom to shut out.' })
export class DeactivateUserInput {
  @Field(() => ID, { description: 'The member.' })
  userId!: string;

  @Field(() => String, { nullable: true, description: REASON })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

@ObjectType({ description: "What came of setting a member's roles.", simpleResolvers: true })
export class SetRolesPayload {
  @Field(() => User, { nullable: true, description: 'The member as it is now; null when there are user errors.' })
  user?: User | null;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty when it was.' })
  userErrors!: readonly UserError[];
}

@ObjectType({ description: 'What came of shutting an account.', simpleResolvers: true })
export class DeactivateUserPayload {
  @Field(() => User, { nullable: true, description: 'The member as it is now; null when there are user errors.' })
  user?: User | null;

  @Field(() => [UserError], { description: 'Why nothing was changed; empty when it was.' })
  userErrors!: readonly UserError[];
}

@InputType({ description: 'Who has lost the password.' })
export class CreatePasswordResetInput {
  @Field(() => ID, { description: 'The member.' })
  userId!: string;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

@ObjectType({ description: 'What came of making a password reset.', simpleResolvers: true })
export class CreatePasswordResetPayload {
  @Field(() => String, {
    nullable: true,
    description: 'Hand it to the person: `resetPassword` takes it, within a day.',
  })
  secret?: string | null;

  @Field(() => [UserError], { description: 'Why there is none; empty when there is.' })
  userErrors!: readonly UserError[];
}

@InputType({ description: 'A workspace to be made.' })
export class CreateWorkspaceInput {
  @Field(() => String, { description: 'Its name, 1 to 100 characters.' })
  name!: string;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

@ObjectType({ description: 'What came of making a workspace.', simpleResolvers: true })
export class CreateWorkspacePayload {
  @Field(() => Workspace, { nullable: true, description: 'The workspace; null when there are user errors.' })
  workspace?: Workspace | null;

  @Field(() => [UserError], { description: 'Mistakes in the input; empty when it was made.' })
  userErrors!: readonly UserError[];
}
