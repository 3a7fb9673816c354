import { Field, GraphQLISODateTime, ID, InputType, ObjectType } from 'type-graphql';
import type { SessionTokens as Tokens } from '../../domain/access/sign-in/session.ts';
import { IDEMPOTENCY_KEY } from '../shared/idempotency-key.ts';
import { UserError } from '../shared/user-errors.ts';

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

@ObjectType({
  description: 'What to go on with after signing in. Neither token can be had again.',
  simpleResolvers: true,
})
export class SessionTokens {
  @Field(() => String, { description: 'Send it as `Authorization: Bearer`.' })
  accessToken!: string;

  @Field(() => GraphQLISODateTime, { description: 'When the access token stops being good.' })
  accessExpiresAt!: Date;

  @Field(() => String, { description: 'Give it to `refreshSession` for new tokens, once.' })
  refreshToken!: string;

  @Field(() => GraphQLISODateTime, { description: 'When the session ends, however often it was refreshed.' })
  refreshExpiresAt!: Date;
}

@InputType({ description: 'What to sign in with.' })
export class SignInInput {
  @Field(() => String, { description: 'E-mail address of the user; upper or lower case.' })
  email!: string;

  @Field(() => String, { description: 'Password.' })
  password!: string;

  @Field(() => String, {
    nullable: true,
    description: 'A code of the second factor, where the user has one: six digits, or a recovery code.',
  })
  code?: string | null;

  @Field(() => ID, { nullable: true, description: "Which of the user's workspaces; the first one when left out." })
  workspaceId?: string | null;
}

@ObjectType({ description: 'What came of signing in.', simpleResolvers: true })
export class SignInPayload {
  @Field(() => SessionTokens, { nullable: true, description: 'The tokens; null when there are user errors.' })
  tokens?: Tokens | null;

  @Field(() => [UserError], { description: 'Why not; empty when it worked.' })
  userErrors!: readonly UserError[];
}

@ObjectType({ description: 'What came of refreshing a session.', simpleResolvers: true })
export class RefreshSessionPayload {
  @Field(() => SessionTokens, { nullable: true, description: 'The tokens; null when there are user errors.' })
  tokens?: Tokens | null;

  @Field(() => [UserError], { description: 'Why not; empty when it worked.' })
  userErrors!: readonly UserError[];
}

@InputType({ description: 'A session to go on with.' })
export class RefreshSessionInput {
  @Field(() => String, { description: 'The refresh token that was given last.' })
  refreshToken!: string;
}

@InputType({ description: 'A new password, and the one before as proof.' })
export class ChangePasswordInput {
  @Field(() => String, { description: 'The password that is good now.' })
  currentPassword!: string;

  @Field(() => String, { description: 'The new one: 12 to 128 characters that are hard to guess.' })
  newPassword!: string;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

@InputType({ description: 'A new password, and the secret that an administrator handed out.' })
export class ResetPasswordInput {
  @Field(() => String, { description: 'From an invitation, or from `createPasswordReset`.' })
  secret!: string;

  @Field(() => String, { description: 'The new password: 12 to 128 characters that are hard to guess.' })
  newPassword!: string;
}

@ObjectType({ description: 'What came of changing the password.', simpleResolvers: true })
export class ChangePasswordPayload {
  @Field(() => Boolean, { nullable: true, description: 'True when it was done.' })
  done?: boolean | null;

  @Field(() => [UserError], { description: 'Why it was not done; empty when it was.' })
  userErrors!: readonly UserError[];
}

@ObjectType({ description: 'What came of setting a password.', simpleResolvers: true })
export class ResetPasswordPayload {
  @Field(() => Boolean, { nullable: true, description: 'True when it was done.' })
  done?: boolean | null;

  @Field(() => [UserError], { description: 'Why it was not done; empty when it was.' })
  userErrors!: readonly UserError[];
}

@InputType({ description: 'Nothing but a key for repeating it.' })
export class SignOutInput {
  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

@ObjectType({ description: 'What came of signing out.', simpleResolvers: true })
export class SignOutPayload {
  @Field(() => Boolean, { nullable: true, description: 'True when it was done.' })
  done?: boolean | null;

  @Field(() => [UserError], { description: 'Why it was not done; empty when it was.' })
  userErrors!: readonly UserError[];
}

@InputType({ description: 'Nothing but a key for repeating it.' })
export class SignOutEverywhereInput {
  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

@ObjectType({ description: 'What came of ending every session.', simpleResolvers: true })
export class SignOutEverywherePayload {
  @Field(() => Boolean, { nullable: true, description: 'True when it was done.' })
  done?: boolean | null;

  @Field(() => [UserError], { description: 'Why it was not done; empty when it was.' })
  userErrors!: readonly UserError[];
}

@InputType({ description: 'Nothing but a key for repeating it.' })
export class LeaveWorkspaceInput {
  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

@ObjectType({ description: 'What came of leaving the workspace.', simpleResolvers: true })
export class LeaveWorkspacePayload {
  @Field(() => Boolean, { nullable: true, description: 'True when it was done.' })
  done?: boolean | null;

  @Field(() => [UserError], { description: 'Why it was not done; empty when it was.' })
  userErrors!: readonly UserError[];
}
