import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { once } from '../shared/once.ts';
import { orUserErrors } from '../shared/user-errors.ts';
import {
  ApiKey,
  CreateApiKeyInput,
  CreateApiKeyPayload,
  RevokeApiKeyInput,
  RevokeApiKeyPayload,
} from './api-key-types.ts';

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
    const { name, scopes = null, addresses, expiresAt = null } = input;
    return orUserErrors(async () => {
      let secret: string | null = null;
      const apiKey = await once(context, 'createApiKey', input, async () => {
        const wish = { name, scopes, addresses: addresses ?? [], expiresAt };
        const made = await context.access.apiKeys.create(context.actor, wish);
        secret = made.secret;
        return made.key;
      });
      return { apiKey, secret };
    });
  }

  @Mutation(() => RevokeApiKeyPayload, {
    description: 'Makes a key worthless, on every node and on open sockets within 5 s.',
  })
  revokeApiKey(
    @Arg('input', () => RevokeApiKeyInput, { description: 'Which.' }) input: RevokeApiKeyInput,
    @Ctx() context: Context,
  ): Promise<RevokeApiKeyPayload> {
    const revoke = () => context.access.apiKeys.revoke(context.actor, input.id);
    return orUserErrors(async () => ({ apiKey: await once(context, 'revokeApiKey', input, revoke) }));
  }
}
