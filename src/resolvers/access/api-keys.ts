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
import type { Context } from '../context.ts';
import { mutate } from '../shared/mutate.ts';
import { MutationInput } from '../shared/mutation-input.ts';
import { payloadWith, ResultOf } from '../shared/payload.ts';

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
class CreateApiKeyInput extends MutationInput {
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
}

@ResultOf('createApiKey')
class CreateApiKeyPayload extends payloadWith('apiKey', ApiKey, 'The key; null when there are user errors.') {
  @Field(() => String, {
    nullable: true,
    description: 'The secret to send as `Authorization: Bearer`. It is shown here and never again.',
  })
  secret?: string | null;
}

@InputType({ description: 'Which key is to be good no more.' })
class RevokeApiKeyInput extends MutationInput {
  @Field(() => ID, { description: 'The key.' })
  id!: string;
}

@ResultOf('revokeApiKey')
class RevokeApiKeyPayload extends payloadWith(
  'apiKey',
  ApiKey,
  'The key as it is now; null when there are user errors.',
) {}

@Resolver()
export class ApiKeyResolver {
  @Query(() => [ApiKey], { description: "The caller's own keys in its workspace, revoked ones too, the newest first." })
  apiKeys(@Ctx() { access, actor }: Context): Promise<readonly ApiKey[]> {
    return access.apiKeys.list(actor);
  }

  @Mutation(() => CreateApiKeyPayload, { description: 'Makes a key for programs of the caller.' })
  createApiKey(
    @Arg('input', () => CreateApiKeyInput, { description: 'What it is to be.' }) input: CreateApiKeyInput,
    @Ctx() context: Context,
  ): Promise<CreateApiKeyPayload> {
    return mutate(context, 'createApiKey', input, {
      secrets: ['secret'],
      work: async (actor, wanted) => {
        const { key: apiKey, secret } = await context.access.apiKeys.create(actor, wanted);
        return { apiKey, secret };
      },
    });
  }

  @Mutation(() => RevokeApiKeyPayload, {
    description: 'Makes a key worthless, on every node and on open sockets within 5 s.',
  })
  revokeApiKey(
    @Arg('input', () => RevokeApiKeyInput, { description: 'Which.' }) input: RevokeApiKeyInput,
    @Ctx() context: Context,
  ): Promise<RevokeApiKeyPayload> {
    return mutate(context, 'revokeApiKey', input, async (actor, wanted) => ({
      apiKey: await context.access.apiKeys.revoke(actor, wanted),
    }));
  }
}
