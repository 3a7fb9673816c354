import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type * as domain from '../../domain/access/api-key.ts';
import { isPermission, type Permission } from '../../domain/access/permissions.ts';
import type { Context } from '../context.ts';
import { mutate } from '../shared/mutate.ts';
import { MutationInput, ONCE } from '../shared/mutation-input.ts';
import { Node } from '../shared/node.ts';
import { payloadWith, ResultOf } from '../shared/payload.ts';
import { PermissionEnum } from '../shared/permission-enum.ts';
import { DateTime } from '../shared/scalars.ts';

@ObjectType({
  description: 'A credential for programs. Its permissions are fixed when it is created.',
  implements: Node,
  simpleResolvers: true,
})
export class ApiKey extends Node {
  @Field(() => ID, { description: 'Id with the prefix `key_`. It is not the secret.' })
  declare id: string;

  @Field(() => String, { description: 'Name given by the user, 1 to 100 characters.' })
  name!: string;

  @Field(() => String, { description: 'The first characters of the key, to recognise it.' })
  prefix!: string;

  @Field(() => [PermissionEnum], {
    description:
      'Permissions of the key, at most those that its creator had at that moment. It can use those of them that its user still has.',
  })
  scopes!: readonly Permission[];

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

  @Field(() => DateTime, {
    nullable: true,
    description: 'Time of revocation by `revokeApiKey`; null when it is not revoked.',
  })
  revokedAt!: Date | null;
}

function toApiKey({ id, name, prefix, scopes, addresses, ...times }: domain.ApiKey): ApiKey {
  const { createdAt, expiresAt, lastUsedAt, revokedAt } = times;
  // A permission that no longer exists gives nothing.
  const known = scopes.filter(isPermission);
  const key = { id, name, prefix, scopes: known, addresses, createdAt, expiresAt, lastUsedAt, revokedAt };
  return Object.assign(new ApiKey(), key);
}

/** An API key of the caller in its workspace; null for any other id. */
export async function readApiKey(id: string, { access, actor }: Context): Promise<ApiKey | null> {
  const key = await access.apiKeys.find(actor, id);
  return key ? toApiKey(key) : null;
}

@InputType({ description: 'Settings of the new key.' })
class CreateApiKeyInput extends MutationInput {
  @Field(() => String, { description: 'Name, 1 to 100 characters.' })
  name!: string;

  @Field(() => [PermissionEnum], {
    nullable: true,
    description:
      'Permissions of the key, at most 100. Default: all that the caller has now; what the caller is given later is not part of the key.',
  })
  scopes?: Permission[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Addresses or networks, such as `10.0.0.0/8`, that may use the key, at most 50. Default: all.',
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
    description: `The secret to send as \`Authorization: Bearer\`. ${ONCE}`,
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
  async apiKeys(@Ctx() { access, actor }: Context): Promise<readonly ApiKey[]> {
    return (await access.apiKeys.list(actor)).map(toApiKey);
  }

  @Mutation(() => CreateApiKeyPayload, { description: 'Creates an API key of the caller.' })
  createApiKey(
    @Arg('input', () => CreateApiKeyInput, { description: 'Settings of the new key.' }) input: CreateApiKeyInput,
    @Ctx() context: Context,
  ): Promise<CreateApiKeyPayload> {
    return mutate(context, 'createApiKey', input, {
      secrets: ['secret'],
      work: async (actor, wanted) => {
        const { key, secret } = await context.access.apiKeys.create(actor, wanted);
        return { apiKey: toApiKey(key), secret };
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
      apiKey: toApiKey(await context.access.apiKeys.revoke(actor, wanted)),
    }));
  }
}
