import { Field, InputType, ObjectType } from 'type-graphql';
import { IDEMPOTENCY_KEY } from '../shared/idempotency-key.ts';
import { REASON } from '../shared/reason.ts';
import { UserError } from '../shared/user-errors.ts';

@InputType({ description: 'Nothing but a key for repeating it.' })
export class SetUpMfaInput {
  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

@ObjectType({ description: 'What to put into an authenticator app.', simpleResolvers: true })
export class SetUpMfaPayload {
  @Field(() => String, {
    nullable: true,
    description: 'The secret in base32, to be typed in. It is shown here and never again.',
  })
  secret?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The same as an address (otpauth://…), to be shown as a QR code.',
  })
  address?: string | null;

  @Field(() => [UserError], { description: 'Why there is none; empty when there is.' })
  userErrors!: readonly UserError[];
}

@InputType({ description: 'A first code of the app.' })
export class ConfirmMfaInput {
  @Field(() => String, { description: 'Six digits.' })
  code!: string;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

@ObjectType({ description: 'What came of taking the second factor into use.', simpleResolvers: true })
export class ConfirmMfaPayload {
  @Field(() => [String], {
    nullable: true,
    description: 'Ten codes for whoever loses the app, each good once. They are shown here and never again.',
  })
  recoveryCodes?: readonly string[] | null;

  @Field(() => [UserError], { description: 'Why not; empty when it is in use.' })
  userErrors!: readonly UserError[];
}

@InputType({ description: 'A code, as proof.' })
export class DisableMfaInput {
  @Field(() => String, { description: 'Six digits of the app, or a recovery code.' })
  code!: string;

  @Field(() => String, { nullable: true, description: REASON })
  reason?: string | null;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

@ObjectType({ description: 'What came of giving the second factor up.', simpleResolvers: true })
export class DisableMfaPayload {
  @Field(() => Boolean, { nullable: true, description: 'True when it was done.' })
  done?: boolean | null;

  @Field(() => [UserError], { description: 'Why it was not done; empty when it was.' })
  userErrors!: readonly UserError[];
}
