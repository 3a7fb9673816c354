import { describe, expect, it } from 'vitest';
import { Unavailable } from '../../../../../src/domain/shared/errors.ts';
import {
  aForgingProvider,
  type Forgery,
  json,
  signedByAnother,
  unsigned,
} from '../../../../support/providers/forging-provider.ts';
import { Browser } from './browser.ts';
import { CLIENT } from './real-provider.ts';
import { aSignInServer, ERROR, GOOGLE, PUBLIC, START, SUCCESS } from './sign-in-server.ts';

async function aWorld(forgery: Forgery = {}, options: Partial<Parameters<typeof aSignInServer>[0]> = {}) {
  const provider = await aForgingProvider(CLIENT.id);
  Object.assign(provider.forgery, forgery);
  const settings = { ...GOOGLE, GOOGLE_OAUTH_ISSUER: provider.issuer };
  const server = await aSignInServer({ settings, ...options });
  const browser = new Browser();
  browser.balanced.set(PUBLIC, server.url);
  return { provider, server, end: () => browser.ledTo(START, 'https://app.') };
}

const failed = (code: string) => `${ERROR}?error=${code}`;
const seconds = () => Math.floor(Date.now() / 1000);

describe('an identity', () => {
  it('is accepted when nothing is wrong with it', async () => {
    const { end } = await aWorld();
    expect(await end()).toBe(`${SUCCESS}#sign-in=once-only`);
  });

  it.each<[string, Forgery, string]>([
    ['of another sign-in', { claims: (c) => ({ ...c, nonce: '0'.repeat(64) }) }, 'IDENTITY_INVALID'],
    ['of no sign-in', { claims: ({ nonce: _, ...c }) => c }, 'IDENTITY_INVALID'],
    ['for another application', { claims: (c) => ({ ...c, aud: 'another' }) }, 'IDENTITY_INVALID'],
    [
      'for two applications, issued to the other one',
      { claims: (c) => ({ ...c, aud: [CLIENT.id, 'b'], azp: 'b' }) },
      'IDENTITY_INVALID',
    ],
    ['without an audience', { claims: ({ aud: _, ...c }) => c }, 'IDENTITY_INVALID'],
    ['of another issuer', { claims: (c) => ({ ...c, iss: 'https://evil.example' }) }, 'IDENTITY_INVALID'],
    ['that expired', { claims: (c) => ({ ...c, exp: seconds() - 60 }) }, 'IDENTITY_INVALID'],
    ['that never expires', { claims: ({ exp: _, ...c }) => c }, 'IDENTITY_INVALID'],
    ['without a subject', { claims: ({ sub: _, ...c }) => c }, 'IDENTITY_INVALID'],
    ['signed by another key', { token: signedByAnother }, 'IDENTITY_INVALID'],
    ['that is not signed', { token: unsigned }, 'IDENTITY_INVALID'],
    ['that is missing', { token: () => undefined }, 'IDENTITY_INVALID'],
    ['that is not a token', { token: () => 'a.b' }, 'IDENTITY_INVALID'],
    ['with an unverified e-mail', { claims: (c) => ({ ...c, email_verified: false }) }, 'EMAIL_NOT_VERIFIED'],
    ['with "true" for true', { claims: (c) => ({ ...c, email_verified: 'true' }) }, 'EMAIL_NOT_VERIFIED'],
    [
      'without a statement about the e-mail address',
      { claims: ({ email_verified: _, ...c }) => c },
      'EMAIL_NOT_VERIFIED',
    ],
    ['without e-mail', { claims: ({ email: _, ...c }) => c }, 'EMAIL_NOT_VERIFIED'],
  ])('%s is rejected', async (_, forgery, code) => {
    const { end, server } = await aWorld(forgery);
    expect(await end()).toBe(failed(code));
    expect(server.signedIn).toEqual([]);
    expect(server.failures).toHaveLength(1);
    expect(server.failures[0]?.reason).not.toContain('ada@example.com');
  });
});

describe('a provider', () => {
  it('that repeats the request has its message in the log, without the secrets', async () => {
    const { provider, end, server } = await aWorld();
    const error_description = `secret ${CLIENT.secret}, and more`;
    provider.forgery.answer = { '/token': (response) => json(response, { error: 'odd', error_description }, 400) };
    expect(await end()).toBe(failed('PROVIDER_REFUSED'));
    expect(server.failures[0]?.reason).toBe(`odd: secret ***, and more`);
  });

  it('that is down sends the browser to the error page at once', async () => {
    const { provider, end } = await aWorld();
    await provider.close();
    expect(await end()).toBe(failed('PROVIDER_UNAVAILABLE'));
  });

  it('that fails during the sign-in leads to the error page too, and is asked again afterwards', async () => {
    const { provider, end } = await aWorld();
    for (const path of ['/token', '/keys', '/.well-known/openid-configuration']) {
      provider.forgery.answer = { [path]: (response) => response.destroy() };
      const expected = path.startsWith('/.well') ? `${SUCCESS}#sign-in=once-only` : failed('PROVIDER_UNAVAILABLE');
      expect([path, await end()]).toEqual([path, expected]);
    }
    provider.forgery.answer = {};
    expect(await end()).toContain('#sign-in=');
  });

  it('whose metadata could not be read is asked for it again, and then no more', async () => {
    const { provider, end } = await aWorld();
    const path = '/.well-known/openid-configuration';
    provider.forgery.answer = { [path]: (response) => json(response, {}, 500) };
    expect(await end()).toBe(failed('PROVIDER_UNAVAILABLE'));
    provider.forgery.answer = {};
    expect(await end()).toContain('#sign-in=');
    expect(await end()).toContain('#sign-in=');
    expect(provider.asked.filter((asked) => asked === path)).toHaveLength(2);
  });

  it.each<[string, NonNullable<Forgery['answer']>]>([
    ['answers 500', { '/token': (response) => json(response, {}, 500) }],
    [
      'answers a web page',
      { '/token': (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>') },
    ],
    ['redirects the request', { '/token': (response) => response.writeHead(307, { location: '/keys' }).end() }],
    ['sends an endless answer', { '/token': (response) => json(response, { access_token: 'a'.repeat(300_000) }) }],
  ])('that %s counts as unavailable', async (_, answer) => {
    const { end } = await aWorld({ answer });
    expect(await end()).toBe(failed('PROVIDER_UNAVAILABLE'));
  });

  it('whose metadata names another issuer is not used', async () => {
    const { provider, end, server } = await aWorld();
    const path = '/.well-known/openid-configuration';
    provider.forgery.answer = { [path]: (response) => json(response, { issuer: 'https://evil.example' }) };
    expect(await end()).toBe(failed('PROVIDER_UNAVAILABLE'));
    expect(server.signedIn).toEqual([]);
  });

  it('has five seconds to answer before the browser is sent to the error page', async () => {
    const { end } = await aWorld({ answer: { '/token': () => {} } });
    // The provider never answers. Without the time limit this would not return.
    expect(await end()).toBe(failed('PROVIDER_UNAVAILABLE'));
  });
});

describe('unavailable stores', () => {
  it('send the browser to the error page', async () => {
    const away = async () => {
      throw new Unavailable('The database is away.');
    };
    const { end } = await aWorld({}, { answer: away });
    expect(await end()).toBe(failed('UNAVAILABLE'));
  });

  it('do so at the start of the sign-in too', async () => {
    const away = async () => {
      throw new Unavailable('The database is away.');
    };
    const provider = await aForgingProvider(CLIENT.id);
    const settings = { ...GOOGLE, GOOGLE_OAUTH_ISSUER: provider.issuer };
    const { end } = await aWorld({}, { settings, shared: { get: away, list: away, compareAndSet: away, set: away } });
    expect(await end()).toBe(failed('UNAVAILABLE'));
  });
});
