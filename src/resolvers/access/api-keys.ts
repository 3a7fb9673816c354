import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { mutate } from '../shared/mutate.ts';
import { MutationInput } from '../shared/mutation-input.ts';
import { payloadWith, ResultOf } from '../shared/payload.ts';
import { DateTime } from '../shared/scalars.ts';

@ObjectType({
  description: 'A credential for programs. It has the permissions of its user in the workspace, or a part of them.',
  simpleResolvers: true,
})
export class ApiKey {
  @Field(() => ID, { description: 'Id with the prefix `key_`.' })
  id!: string;

  @Field(() => String, { description: 'Name given by the user.' })
  name!: string;

  @Field(() => String, { description: 'The first characters of the key, to recognise it.' })
  prefix!: string;

  @Field(() => [String], {
    nullable: true,
    description: 'Permissions the key is limited to; null when it has all permissions of its user.',
  })
  scopes!: readonly string[] | null;

  @Field(() => [String], { description: 'Addresses and networks that may use the key; empty when all may.' })
  addresses!: readonly string[];

  @Field(() => DateTime, { description: 'Time of creation.' })
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'Time of expiry; null when it never expires.' })
  expiresAt!: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Time of last use, to the minute; null when it was never used.',
  })
  lastUsedAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Time of revocation; null when it is not revoked.' })
  revokedAt!: Date | null;
}

@InputType({ description: 'Settings of the new key.' })
class CreateApiKeyInput extends MutationInput {
  @Field(() => String, { description: 'Name, 1 to 100 characters.' })
  name!: string;

  @Field(() => [String], {
    nullable: true,
    description: 'Permissions to limit the key to. Default: all permissions of the caller.',
  })
  scopes?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Addresses or networks, such as 10.0.0.0/8, that may use the key. Default: all.',
  })
  addresses?: string[] | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Time of expiry. Default: 365 days from now.',
  })
  expiresAt?: Date | null;
}

@ResultOf('createApiKey')
class CreateApiKeyPayload extends payloadWith('apiKey', ApiKey, 'The key; null when there are user errors.') {
  @Field(() => String, {
    nullable: true,
    description: 'The secret to send as `Authorization: Bearer`. It is returned only once.',
  })
  secret?: string | null;
}

@InputType({ description: 'The key to revoke.' })
class RevokeApiKeyInput extends MutationInput {
  @Field(() => ID, { description: 'Id of the key.' })
  id!: string;
}

@ResultOf('revokeApiKey')
class RevokeApiKeyPayload extends payloadWith('apiKey', ApiKey, 'The revoked key; null when there are user errors.') {}

@Resolver()
export class ApiKeyResolver {
  @Query(() => [ApiKey], {
    description: 'API keys of the caller in its workspace, including revoked ones, newest first.',
  })
  apiKeys(@Ctx() { access, actor }: Context): Promise<readonly ApiKey[]> {
    return access.apiKeys.list(actor);
  }

  @Mutation(() => CreateApiKeyPayload, { description: 'Creates an API key of the caller.' })
  createApiKey(
    @Arg('input', () => CreateApiKeyInput, { description: 'Settings of the new key.' }) input: CreateApiKeyInput,
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
    description: 'Revokes an API key. All nodes refuse it within 5 s, also on open sockets.',
  })
  revokeApiKey(
    @Arg('input', () => RevokeApiKeyInput, { description: 'The key to revoke.' }) input: RevokeApiKeyInput,
    @Ctx() context: Context,
  ): Promise<RevokeApiKeyPayload> {
    return mutate(context, 'revokeApiKey', input, async (actor, wanted) => ({
      apiKey: await context.access.apiKeys.revoke(actor, wanted),
    }));
  }
}
