import { describe, expect, it } from 'vitest';
import { HOSTILE_ADDRESSES } from '../../../../support/hostile-addresses.ts';
import { aForgingProvider } from '../../../../support/providers/forging-provider.ts';
import { type Response, send } from '../../support/requests.ts';
import { CLIENT } from './real-provider.ts';
import { aSignInServer, GOOGLE } from './sign-in-server.ts';

const PATH = '/api/auth/oauth/google';

async function aServer(settings = {}) {
  const { issuer } = await aForgingProvider(CLIENT.id);
  return aSignInServer({ settings: { ...GOOGLE, GOOGLE_OAUTH_ISSUER: issuer, ...settings } });
}

function codeOf({ text }: Response): unknown {
  return JSON.parse(text).errors[0].extensions.code;
}

describe('the start of a sign-in', () => {
  it('rejects every page that is not allowed, and sets no cookie', async () => {
    const { url } = await aServer();
    for (const address of HOSTILE_ADDRESSES) {
      const answer = await send(`${url}${PATH}?return_to=${encodeURIComponent(address)}`);
      expect([address, answer.status, codeOf(answer)]).toEqual([address, 400, 'INVALID_INPUT']);
      expect(answer.headers).not.toHaveProperty('location');
      expect(answer.headers).not.toHaveProperty('set-cookie');
    }
  });

  it('rejects a page that is given twice, though each of them is allowed', async () => {
    const { url } = await aServer();
    const page = 'return_to=https://app.example.com/';
    expect((await send(`${url}${PATH}?${page}&${page}`)).status).toBe(400);
  });

  it('requires a page where none is configured', async () => {
    const { url } = await aServer({ OAUTH_SUCCESS_URL: '' });
    const answer = await send(`${url}${PATH}`);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('OAUTH_SUCCESS_URL');
    expect((await send(`${url}${PATH}?return_to=https://app.example.com/`)).status).toBe(302);
  });

  it('binds the sign-in to the browser with a cookie that scripts cannot read and other sites cannot send', async () => {
    const { url } = await aServer();
    const [cookie] = (await send(`${url}${PATH}`)).headers['set-cookie'] ?? [];
    expect(cookie).toMatch(/^aragora-sign-in=[0-9a-f]{64}; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  it('binds that cookie to its host where there is TLS', async () => {
    const redirect = 'https://debates.example.com/api/auth/oauth/google/callback';
    const { url } = await aServer({ GOOGLE_OAUTH_REDIRECT_URI: redirect });
    const { headers } = await send(`${url}${PATH}`);
    expect(headers['set-cookie']?.[0]).toMatch(
      /^__Host-aragora-sign-in=[0-9a-f]{64}; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
    );
    expect(new URL(headers.location ?? '').searchParams.get('redirect_uri')).toBe(redirect);
  });

  it('keeps the secret of the browser, and replaces an invalid one', async () => {
    const { url } = await aServer();
    const given = async (value: string) => {
      const { headers } = await send(`${url}${PATH}`, { headers: { cookie: `a=b; aragora-sign-in=${value}` } });
      return /=([^;]*)/.exec(headers['set-cookie']?.[0] ?? '')?.[1];
    };
    expect(await given('ab'.repeat(32))).toBe('ab'.repeat(32));
    expect(await given('short')).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is not available without Google settings, and says how to set them', async () => {
    const { url } = await aSignInServer({ settings: {} });
    for (const path of [PATH, `${PATH}/callback?code=x&state=y`]) {
      const answer = await send(`${url}${path}`);
      expect([answer.status, codeOf(answer)]).toEqual([404, 'NOT_FOUND']);
      expect(answer.text).toContain('GOOGLE_OAUTH_CLIENT_ID');
    }
  });
});
