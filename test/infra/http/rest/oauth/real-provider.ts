import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, {
  type AdapterFactory,
  type AdapterPayload,
  type Configuration,
  type KoaContextWithOIDC,
} from 'oidc-provider';
import { onTestFinished } from 'vitest';

export const CLIENT = { id: 'aragora', secret: 'a-secret-of-32-characters-or-more' };

export interface Person {
  sub: string;
  email: string;
  email_verified: boolean;
  name: string;
}

/** A certified provider of OpenID Connect on this machine. The person who signs in agrees at once. */
export async function aRealProvider(redirectUri: string) {
  const person: Person = { sub: '1093', email: 'ada@example.com', email_verified: true, name: 'Ada' };
  const answer: { login: 'yes' | 'no' } = { login: 'yes' };
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, configurationFor(redirectUri, person));
  const serve = provider.callback();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (!request.url?.startsWith('/interaction/')) return serve(request, response);
    const result = answer.login === 'yes' ? { login: { accountId: person.sub } } : { error: 'access_denied' };
    return provider.interactionFinished(request, response, result);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  });
  return { issuer, person, answer };
}

function configurationFor(redirectUri: string, person: Person): Configuration {
  const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
  return {
    adapter: inMemory(),
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['a key'] },
    features: { devInteractions: { enabled: false } },
    findAccount: (_context, id) => ({ accountId: id, claims: async () => ({ ...person, sub: id }) }),
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    jwks: { keys: [{ ...key, use: 'sig', alg: 'RS256', kid: 'k1' }] as NonNullable<Configuration['jwks']>['keys'] },
    loadExistingGrant,
    pkce: { required: () => true },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
  };
}

/** Grants the scopes without asking the person. Sign-ins side by side share the grant. */
async function loadExistingGrant({ oidc }: KoaContextWithOIDC) {
  const clientId = oidc.client?.clientId ?? '';
  const granted = await oidc.provider.Grant.find(oidc.session?.grantIdFor(clientId) ?? '');
  if (granted) return granted;
  const grant = new oidc.provider.Grant({ clientId, accountId: oidc.session?.accountId ?? '' });
  grant.addOIDCScope('openid email profile');
  await grant.save();
  return grant;
}

/** The memory of the provider, for the time of the test. */
function inMemory(): AdapterFactory {
  const kept = new Map<string, AdapterPayload>();
  return (model) => {
    const find = async (id: string) => kept.get(`${model}:${id}`);
    const where = (holds: (one: AdapterPayload) => boolean) => [...kept].filter(([, payload]) => holds(payload));
    return {
      find,
      upsert: async (id, payload) => void kept.set(`${model}:${id}`, payload),
      findByUid: async (uid) => where((one) => one.uid === uid)[0]?.[1],
      findByUserCode: async (userCode) => where((one) => one.userCode === userCode)[0]?.[1],
      consume: async (id) => void Object.assign((await find(id)) ?? {}, { consumed: Math.floor(Date.now() / 1000) }),
      destroy: async (id) => void kept.delete(`${model}:${id}`),
      revokeByGrantId: async (grantId) => {
        for (const [key] of where((one) => one.grantId === grantId)) kept.delete(key);
      },
    };
  };
}
