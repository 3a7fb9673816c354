import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import {
  ApiKey,
  CreateApiKeyInput,
  CreateApiKeyPayload,
  RevokeApiKeyInput,
  RevokeApiKeyPayload,
} from './api-key-types.ts';
import type { Context } from './context.ts';
import { orUserErrors } from './user-errors.ts';

@Resolver()
export class ApiKeyResolver {
  @Query(() => [ApiKey], { description: "The caller's own keys in its workspace, revoked ones too, the newest first." })
  apiKeys(@Ctx() { access, actor }: Context): Promise<readonly ApiKey[]> {
    return access.apiKeys.list(actor);
  }

  @Mutation(() => CreateApiKeyPayload, { description: 'Makes a key for programs of the caller.' })
  createApiKey(
    @Arg('input', () => CreateApiKeyInput, { description: 'What it is to be.' }) input: CreateApiKeyInput,
    @Ctx() { access, actor }: Context,
  ): Promise<CreateApiKeyPayload> {
    const { name, scopes = null, addresses, expiresAt = null } = input;
    return orUserErrors(async () => {
      const made = await access.apiKeys.create(actor, { name, scopes, addresses: addresses ?? [], expiresAt });
      return { apiKey: made.key, secret: made.secret };
    });
  }

  @Mutation(() => RevokeApiKeyPayload, {
    description: 'Makes a key worthless, on every node and on open sockets within 5 s.',
  })
  revokeApiKey(
    @Arg('input', () => RevokeApiKeyInput, { description: 'Which.' }) { id }: RevokeApiKeyInput,
    @Ctx() { access, actor }: Context,
  ): Promise<RevokeApiKeyPayload> {
    return orUserErrors(async () => ({ apiKey: await access.apiKeys.revoke(actor, id) }));
  }
}
