import { Field, GraphQLISODateTime, ID, InputType, ObjectType } from 'type-graphql';
import { IDEMPOTENCY_KEY } from '../shared/idempotency-key.ts';
import { UserError } from '../shared/user-errors.ts';

@ObjectType({
  description: 'A credential for programs: it does what its user may do in the workspace, or less.',
  simpleResolvers: true,
})
export class ApiKey {
  @Field(() => ID, { description: 'Its id; the prefix is `key_`.' })
  id!: string;

  @Field(() => String, { description: 'What it is for, in the words of its user.' })
  name!: string;

  @Field(() => String, { description: 'The first characters of the key, to tell keys apart by.' })
  prefix!: string;

  @Field(() => [String], {
    nullable: true,
    description: 'Permissions it is narrowed to; null: all that its user holds.',
  })
  scopes!: readonly string[] | null;

  @Field(() => [String], { description: 'Addresses and networks it may be used from; empty: from everywhere.' })
  addresses!: readonly string[];

  @Field(() => GraphQLISODateTime, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it stops being good; null: never.' })
  expiresAt!: Date | null;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When it was last used, to the minute; null: never.',
  })
  lastUsedAt!: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it was revoked; null while it is good.' })
  revokedAt!: Date | null;
}

@InputType({ description: 'What a key is to be.' })
export class CreateApiKeyInput {
  @Field(() => String, { description: 'What it is for, 1 to 100 characters.' })
  name!: string;

  @Field(() => [String], {
    nullable: true,
    description: 'Permissions to narrow it to; all that you hold when left out.',
  })
  scopes?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Addresses or networks (10.0.0.0/8) it may be used from.' })
  addresses?: string[] | null;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'When it stops being good; 365 days from now when left out.',
  })
  expiresAt?: Date | null;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

@ObjectType({ description: 'What came of making a key.', simpleResolvers: true })
export class CreateApiKeyPayload {
  @Field(() => ApiKey, { nullable: true, description: 'The key; null when there are user errors.' })
  apiKey?: ApiKey | null;

  @Field(() => String, {
    nullable: true,
    description: 'The secret to send as `Authorization: Bearer`. It is shown here and never again.',
  })
  secret?: string | null;

  @Field(() => [UserError], { description: 'Mistakes in the input; empty when the key was made.' })
  userErrors!: readonly UserError[];
}

@InputType({ description: 'Which key is to be good no more.' })
export class RevokeApiKeyInput {
  @Field(() => ID, { description: 'The key.' })
  id!: string;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

@ObjectType({ description: 'What came of revoking a key.', simpleResolvers: true })
export class RevokeApiKeyPayload {
  @Field(() => ApiKey, { nullable: true, description: 'The key as it is now; null when there are user errors.' })
  apiKey?: ApiKey | null;

  @Field(() => [UserError], { description: 'Why it was not revoked; empty when it was.' })
  userErrors!: readonly UserError[];
}
