import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WEB_BUILD } from '../../../src/infra/paths.ts';
import { type FakeServer, fakeServer } from './support/fake-server.ts';
import { send } from './support/requests.ts';

const isBuilt = existsSync(join(WEB_BUILD, 'index.html'));
if (!isBuilt) console.log('Playground left out: run `npm run build`');

let server: FakeServer;

beforeAll(async () => {
  server = await fakeServer();
});
afterAll(() => server.stop());

describe.skipIf(!isBuilt)('the playground', () => {
  it('is a page that loads nothing from other servers, and may not be framed', async () => {
    const { status, headers, text } = await send(`${server.url}/playground`);
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe-eval|https?:/);
    expect(/script-src[^;]*unsafe-inline/.test(policy)).toBe(false);
    expect(text).not.toMatch(/(src|href)="(https?:)?\/\//);
  });

  it('serves every script and style of its page, and the browser may cache them', async () => {
    const { text } = await send(`${server.url}/playground`);
    const assets = [...text.matchAll(/(?:src|href)="(\/playground\/assets\/[^"]+)"/g)].map(([, path]) => path);
    expect(assets.length).toBeGreaterThan(0);
    for (const path of assets) {
      const { status, headers } = await send(`${server.url}${path}`);
      expect([path, status]).toEqual([path, 200]);
      expect(headers['cache-control']).toContain('immutable');
    }
  });

  it('has no inline script, which its policy would block', async () => {
    const { text } = await send(`${server.url}/playground`);
    expect(text).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/);
  });

  it.each(['nowhere.js', '..%2f..%2fpackage.json', '%2e%2e/%2e%2e/package.json', '%00'])(
    'has nothing at /playground/%s',
    async (path) => {
      const { status, text } = await send(`${server.url}/playground/${path}`);
      expect(status).toBe(404);
      expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
    },
  );

  it('is the redirect target of the root', async () => {
    const { status, headers } = await send(`${server.url}/`);
    expect([status, headers.location]).toEqual([302, '/playground']);
  });

  it('serves no file outside of its folder', async () => {
    for (const path of [
      '/playground/../package.json',
      '/playground/..%2fpackage.json',
      '/playground/%2e%2e/src/main.js',
    ]) {
      expect((await send(`${server.url}${path}`)).status).toBeGreaterThanOrEqual(400);
    }
  });
});

describe.skipIf(isBuilt)('the playground without a build', () => {
  it('says how to build it', async () => {
    const { status, text } = await send(`${server.url}/playground`);
    expect([status, text]).toEqual([404, 'The playground is not built. Run `npm run build`.\n']);
  });
});
