import { describe, expect, it } from 'vitest';
import { startSignIn } from '../../../src/domain/access/sign-in/oauth-sign-in.ts';
import { OpenIdConnect } from '../../../src/infra/access/openid.ts';
import { systemRandom } from '../../../src/infra/runtime.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { aForgingProvider, json } from '../../support/providers/forging-provider.ts';

const METADATA = '/.well-known/openid-configuration';
const REDIRECT = 'https://debates.example.com/api/auth/oauth/google/callback';

async function aWorld() {
  const provider = await aForgingProvider('aragora');
  const clock = new FakeClock();
  const { issuer } = provider;
  const client = { issuer, clientId: 'aragora', clientSecret: 'secret', redirectUri: REDIRECT };
  const openid = new OpenIdConnect({ ...client, clock, timeoutMs: 200 });
  const begun = startSignIn('https://app.example.com/', 'secret', systemRandom);
  const callback = `?code=code-0&state=${begun.state}`;
  const timesAsked = (path: string) => provider.asked.filter((asked) => asked === path).length;
  return { provider, clock, openid, begun, callback, timesAsked };
}

const UNAVAILABLE = expect.objectContaining({ ok: false, code: 'PROVIDER_UNAVAILABLE' });

describe('the metadata of a provider', () => {
  it('is requested once for many sign-ins, and again after an hour', async () => {
    const { openid, begun, clock, timesAsked } = await aWorld();
    expect(timesAsked(METADATA)).toBe(0);
    await Promise.all(Array.from({ length: 10 }, () => openid.authorizationUrl(begun)));
    await clock.advance(3_599_000);
    await openid.authorizationUrl(begun);
    expect(timesAsked(METADATA)).toBe(1);
    await clock.advance(1_000);
    await openid.authorizationUrl(begun);
    expect(timesAsked(METADATA)).toBe(2);
  });

  it('may not name an endpoint without TLS', async () => {
    const { provider, openid, begun, callback } = await aWorld();
    const { issuer } = provider;
    const elsewhere = { token_endpoint: 'http://192.0.2.1/token', jwks_uri: `${issuer}/keys` };
    const metadata = { issuer, authorization_endpoint: `${issuer}/authorize`, ...elsewhere };
    provider.forgery.answer = { [METADATA]: (response) => json(response, metadata) };
    expect(await openid.identityOf(callback, begun)).toEqual({
      ...{ ok: false, code: 'PROVIDER_UNAVAILABLE' },
      reason: 'a provider is spoken to over TLS only',
    });
  });
});

describe('a provider that does not answer in time', () => {
  it.each([METADATA, '/token'])('is given up when it sends nothing at %s', async (path) => {
    const { provider, openid, begun, callback } = await aWorld();
    provider.forgery.answer = { [path]: () => {} };
    expect(await openid.identityOf(callback, begun)).toEqual(UNAVAILABLE);
  });

  it.each([METADATA, '/token'])('is given up when it sends its answer too slowly at %s', async (path) => {
    const { provider, openid, begun, callback } = await aWorld();
    provider.forgery.answer = {
      [path]: (response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const drip = setInterval(() => response.write(' '), 50);
        response.on('close', () => clearInterval(drip));
      },
    };
    expect(await openid.identityOf(callback, begun)).toEqual(UNAVAILABLE);
  });
});
