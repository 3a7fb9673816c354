import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';
import { IDEMPOTENCY_KEY } from '../shared/idempotency-key.ts';
import { UserError } from '../shared/user-errors.ts';

@InputType({ description: 'What proves anew who sits there.' })
export class ConfirmIdentityInput {
  @Field(() => String, { description: 'The password of the caller.' })
  password!: string;

  @Field(() => String, { nullable: true, description: 'A code of the second factor, where the caller has one.' })
  code?: string | null;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

@ObjectType({ description: 'What came of proving it.', simpleResolvers: true })
export class ConfirmIdentityPayload {
  @Field(() => Boolean, { nullable: true, description: 'True when it counts, for five minutes.' })
  done?: boolean | null;

  @Field(() => [UserError], { description: 'Why it does not count; empty when it does.' })
  userErrors!: readonly UserError[];
}

@InputType({ description: 'Whom to act as, and why.' })
export class ImpersonateInput {
  @Field(() => ID, { description: 'A member of the workspace who holds no more than you.' })
  userId!: string;

  @Field(() => String, { description: 'Why, in 10 to 500 characters. It goes into the audit log and stays there.' })
  reason!: string;

  @Field(() => Int, { defaultValue: 30, description: 'For how many minutes, 1 to 60.' })
  minutes!: number;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

@ObjectType({ description: 'What came of it.', simpleResolvers: true })
export class ImpersonatePayload {
  @Field(() => String, {
    nullable: true,
    description:
      'A token that acts as the user, less what is sensitive. It is shown here and never again, and cannot be refreshed.',
  })
  accessToken?: string | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it ends by itself.' })
  expiresAt?: Date | null;

  @Field(() => [UserError], { description: 'Why not; empty when it worked.' })
  userErrors!: readonly UserError[];
}

@InputType({ description: 'Nothing but a key for repeating it.' })
export class EndImpersonationInput {
  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

@ObjectType({ description: 'What came of ending it.', simpleResolvers: true })
export class EndImpersonationPayload {
  @Field(() => Boolean, { nullable: true, description: 'True when it has ended.' })
  done?: boolean | null;

  @Field(() => [UserError], { description: 'Why it has not; empty when it has.' })
  userErrors!: readonly UserError[];
}
