import { describe, expect, it } from 'vitest';
import { send } from '../../support/requests.ts';
import { Browser } from './browser.ts';
import { aRealProvider, CLIENT } from './real-provider.ts';
import { aSignInServer, CALLBACK, ERROR, GOOGLE, PUBLIC, START, SUCCESS } from './sign-in-server.ts';

async function aWorld(options: Partial<Parameters<typeof aSignInServer>[0]> = {}) {
  const provider = await aRealProvider(CALLBACK);
  const settings = { ...GOOGLE, GOOGLE_OAUTH_ISSUER: provider.issuer, ...options.settings };
  const server = await aSignInServer({ ...options, settings });
  const aBrowser = () => {
    const browser = new Browser();
    browser.balanced.set(PUBLIC, server.url);
    return browser;
  };
  return { provider, server, aBrowser, browser: aBrowser() };
}

describe('signing in with a certified provider', () => {
  it('ends at the success page, with a one-time code in the fragment', async () => {
    const { browser, server } = await aWorld();
    expect(await browser.ledTo(START, 'https://app.')).toBe(`${SUCCESS}#sign-in=once-only`);
    expect(server.signedIn).toEqual([
      { provider: 'google', subject: '1093', email: 'ada@example.com', name: 'Ada', address: '127.0.0.1' },
    ]);
    expect(server.failures).toEqual([]);
  });

  it('ends at the requested page, when it is allowed', async () => {
    const { browser } = await aWorld();
    const page = 'http://localhost:5173/debates?tab=live';
    const end = await browser.ledTo(`${START}?return_to=${encodeURIComponent(page)}`, 'http://localhost');
    expect(end).toBe(`${page}#sign-in=once-only`);
  });

  it('uses PKCE, and asks the provider only for the identity', async () => {
    const { browser, provider } = await aWorld();
    const { location, status, headers } = await browser.get(START);
    expect(status).toBe(302);
    expect(headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    const url = new URL(location ?? '');
    expect(url.origin).toBe(provider.issuer);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: CLIENT.id,
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
      nonce: expect.stringMatching(/^[0-9a-f]{64}$/),
      redirect_uri: CALLBACK,
      response_type: 'code',
      scope: 'openid email profile',
      state: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('works for two sign-ins side by side in one browser', async () => {
    const { browser, server } = await aWorld();
    const [one, other] = [await browser.ledTo(START, CALLBACK), await browser.ledTo(START, CALLBACK)];
    for (const callback of [one, other]) expect((await browser.get(callback)).location).toContain('#sign-in=');
    expect(server.signedIn).toHaveLength(2);
  });

  it.each(['NO_ACCOUNT', 'DEACTIVATED'] as const)(
    'ends at the error page for an identity that is rejected: %s',
    async (reason) => {
      const { browser } = await aWorld({ answer: async () => ({ ok: false, reason }) });
      expect(await browser.ledTo(START, 'https://app.')).toBe(`${ERROR}?error=${reason}`);
    },
  );

  it('ends at the error page for a person who declines at the provider', async () => {
    const { browser, provider, server } = await aWorld();
    provider.answer.login = 'no';
    expect(await browser.ledTo(START, 'https://app.')).toBe(`${ERROR}?error=DENIED`);
    expect(server.failures).toEqual([expect.objectContaining({ reason: expect.stringContaining('access_denied') })]);
  });

  it('ends at the error page for an e-mail address that is not verified', async () => {
    const { browser, provider, server } = await aWorld();
    provider.person.email_verified = false;
    expect(await browser.ledTo(START, 'https://app.')).toBe(`${ERROR}?error=EMAIL_NOT_VERIFIED`);
    expect(server.signedIn).toEqual([]);
  });

  it('responds with the error code itself where no error page is configured', async () => {
    const { browser, provider } = await aWorld({ settings: { OAUTH_ERROR_URL: '' } });
    provider.answer.login = 'no';
    const { status, text } = await browser.get(await browser.ledTo(START, CALLBACK));
    expect(status).toBe(403);
    expect(JSON.parse(text).errors[0].extensions.code).toBe('DENIED');
  });
});

describe('a callback', () => {
  const INVALID = `${ERROR}?error=STATE_INVALID`;

  it('works once', async () => {
    const { browser, server } = await aWorld();
    const callback = await browser.ledTo(START, CALLBACK);
    expect((await browser.get(callback)).location).toContain('#sign-in=');
    expect((await browser.get(callback)).location).toBe(INVALID);
    expect(server.signedIn).toHaveLength(1);
  });

  it('works once in ten attempts at the same time', async () => {
    const { browser, server } = await aWorld();
    const callback = await browser.ledTo(START, CALLBACK);
    const ends = await Promise.all(Array.from({ length: 10 }, () => browser.get(callback)));
    const locations = ends.map(({ location }) => location).sort();
    expect(locations.filter((location) => location === INVALID)).toHaveLength(9);
    expect(locations.filter((location) => location?.includes('#sign-in='))).toHaveLength(1);
    expect(server.signedIn).toHaveLength(1);
  });

  it('in another browser is rejected there, and later in the first browser too', async () => {
    const { aBrowser, browser, server } = await aWorld();
    const callback = await browser.ledTo(START, CALLBACK);
    const victim = aBrowser();
    expect((await victim.get(callback)).location).toBe(INVALID);
    expect(server.failures).toEqual([expect.objectContaining({ reason: 'begun in another browser' })]);
    expect((await browser.get(callback)).location).toBe(INVALID);
    expect(server.signedIn).toEqual([]);
  });

  it('in another browser is rejected even when that browser has started its own sign-in', async () => {
    const { aBrowser, browser, server } = await aWorld();
    const victim = aBrowser();
    await victim.get(START);
    expect((await victim.get(await browser.ledTo(START, CALLBACK))).location).toBe(INVALID);
    expect(server.signedIn).toEqual([]);
  });

  it('with two cookies is rejected, because one of them may have been planted', async () => {
    const { browser, server } = await aWorld();
    const callback = new URL(await browser.ledTo(START, CALLBACK));
    const [[name, value] = []] = browser.jarOf(PUBLIC);
    const cookie = `${name}=${'0'.repeat(64)}; ${name}=${value}`;
    const { headers } = await send(`${server.url}${callback.pathname}${callback.search}`, { headers: { cookie } });
    expect(headers.location).toBe(INVALID);
  });

  it('works within ten minutes', async () => {
    const { browser, server } = await aWorld();
    const [early, late] = [await browser.ledTo(START, CALLBACK), await browser.ledTo(START, CALLBACK)];
    await server.clock.advance(599_000);
    expect((await browser.get(early)).location).toContain('#sign-in=');
    await server.clock.advance(2_000);
    expect((await browser.get(late)).location).toBe(INVALID);
  });

  it.each(['', '?code=x', '?code=x&state=', '?code=x&state=%00', `?code=x&state=${'0'.repeat(64)}`])(
    'without a state of this server is rejected: %j',
    async (query) => {
      const { browser, server } = await aWorld();
      await browser.get(START);
      expect((await browser.get(`${CALLBACK}${query}`)).location).toBe(INVALID);
      expect(server.signedIn).toEqual([]);
    },
  );

  it.each([
    ['with two states', (url: URL) => url.searchParams.append('state', '0'.repeat(64)), 'STATE_INVALID'],
    ['with two codes', (url: URL) => url.searchParams.append('code', 'x'), 'IDENTITY_INVALID'],
    ['with another code', (url: URL) => url.searchParams.set('code', 'x'), 'PROVIDER_REFUSED'],
    ['without a code', (url: URL) => url.searchParams.delete('code'), 'IDENTITY_INVALID'],
    ['of another issuer', (url: URL) => url.searchParams.set('iss', 'https://evil.example'), 'IDENTITY_INVALID'],
  ])('%s is rejected', async (_, change, code) => {
    const { browser, server } = await aWorld();
    const callback = new URL(await browser.ledTo(START, CALLBACK));
    change(callback);
    expect((await browser.get(callback.href)).location).toBe(`${ERROR}?error=${code}`);
    expect(server.signedIn).toEqual([]);
  });

  it('does not show the error text of the provider', async () => {
    const { browser, provider, server } = await aWorld();
    const state = new URL((await browser.get(START)).location ?? '').searchParams.get('state');
    const words = encodeURIComponent('<b>call 555\n</b>');
    const { location, text } = await browser.get(
      `${CALLBACK}?state=${state}&iss=${provider.issuer}&error=odd&error_description=${words}`,
    );
    expect(location).not.toContain('555');
    expect(text).not.toContain('555');
    expect(server.failures[0]?.reason).toContain('odd: <b>call 555?</b>');
  });

  it('that is only requested with HEAD stays valid', async () => {
    const { browser, server } = await aWorld();
    const { pathname, search } = new URL(await browser.ledTo(START, CALLBACK));
    const [[name, value] = []] = browser.jarOf(PUBLIC);
    const headers = { cookie: `${name}=${value}` };
    const looked = await send(`${server.url}${pathname}${search}`, { method: 'HEAD', headers });
    expect([looked.status, looked.headers.allow]).toEqual([405, 'GET, OPTIONS']);
    expect((await browser.get(`${PUBLIC}${pathname}${search}`)).location).toContain('#sign-in=');
  });
});

describe('a stolen code', () => {
  async function redeemAt(issuer: string, callback: string, verifier: Record<string, string>) {
    const code = new URL(callback).searchParams.get('code') ?? '';
    const form = { grant_type: 'authorization_code', code, redirect_uri: CALLBACK, ...verifier };
    const body = new URLSearchParams({ ...form, client_id: CLIENT.id, client_secret: CLIENT.secret });
    const answer = await fetch(`${issuer}/token`, { method: 'POST', body });
    return { status: answer.status, error: ((await answer.json()) as { error?: string }).error };
  }

  it.each<Record<string, string>>([{}, { code_verifier: '0'.repeat(64) }])(
    'cannot be redeemed without the verifier: %j',
    async (verifier) => {
      const { browser, provider } = await aWorld();
      const callback = await browser.ledTo(START, CALLBACK);
      expect(await redeemAt(provider.issuer, callback, verifier)).toEqual({ status: 400, error: 'invalid_grant' });
    },
  );

  it('for another verifier, or for none, is rejected', async () => {
    const { browser, server } = await aWorld();
    for (const change of ['0'.repeat(43), undefined]) {
      const url = new URL((await browser.get(START)).location ?? '');
      url.searchParams.delete('code_challenge');
      if (change !== undefined) url.searchParams.set('code_challenge', change);
      const callback = await browser.ledTo(url.href, CALLBACK);
      expect((await browser.get(callback)).location).toBe(`${ERROR}?error=PROVIDER_REFUSED`);
    }
    expect(server.signedIn).toEqual([]);
  });

  it('of another sign-in of the same browser is rejected', async () => {
    const { browser, server } = await aWorld();
    const one = new URL(await browser.ledTo(START, CALLBACK));
    const other = new URL(await browser.ledTo(START, CALLBACK));
    one.searchParams.set('code', other.searchParams.get('code') ?? '');
    expect((await browser.get(one.href)).location).toBe(`${ERROR}?error=PROVIDER_REFUSED`);
    expect(server.signedIn).toEqual([]);
  });
});
