import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveTemporarily } from '../../src/app/app.ts';
import { WEB_BUILD } from '../../src/infra/paths.ts';
import { aDecisionInput } from '../resolvers/support/inputs.ts';
import { PATIENCE } from '../support/waiting.ts';

type Server = Awaited<ReturnType<typeof serveTemporarily>>;

const CHROMIUM = '/usr/bin/chromium';
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
FLAGS.push('--disable-component-update', '--disable-sync');
const canRun = existsSync(CHROMIUM) && existsSync(WEB_BUILD);
if (!canRun) console.log('Browser tests left out: install chromium, and run `npm run build`.');

describe.skipIf(!canRun)('the playground', () => {
  let server: Server;
  let browser: Browser;
  let page: Page;
  const offences: string[] = [];

  beforeAll(async () => {
    server = await serveTemporarily();
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    page = await browser.newPage();
    page.on('console', (message) => void (message.type() === 'error' && offences.push(message.text())));
    page.on('pageerror', (error) => void offences.push(error.message));
    page.on('request', (request) => void (request.url().startsWith(server.url) || offences.push(request.url())));
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  it('opens on a debate and follows it to its end, without leaving the machine', async () => {
    const id = await startDebate(server);
    await page.goto(`${server.url}/playground?debate=${id}#sign-in=${await signInCode(server)}`);
    const response = page.locator('.graphiql-response');
    await response.getByText('"DebateEnded"').waitFor({ timeout: PATIENCE.timeout });
    expect(await response.innerText()).toContain('"seq"');
    expect(offences).toEqual([]);
  });

  it('says so when the link that opened it was used before', async () => {
    const code = await signInCode(server);
    const { status } = await fetch(`${server.url}/api/auth/link`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
    });
    expect(status).toBe(200);
    // Another page first: going to the same one with another fragment would not load it anew.
    await page.goto('about:blank');
    await page.goto(`${server.url}/playground#sign-in=${code}`);
    await page.getByRole('alert').getByText('not good any more').waitFor({ timeout: PATIENCE.timeout });
  });
});

/** As `serve` has it made, for the link it prints. */
async function signInCode({ url, token }: Server): Promise<string> {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${url}/api/auth/sign-in-link`, { method: 'POST', headers });
  return ((await response.json()) as { code: string }).code;
}

async function startDebate({ url, token }: Server): Promise<string> {
  const query =
    'mutation ($input: StartDebateInput!) { startDebate(input: $input) { debate { id } userErrors { message } } }';
  const body = JSON.stringify({ query, variables: { input: { decision: aDecisionInput(), paceMs: 50 } } });
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body,
  });
  const { data } = (await response.json()) as { data: { startDebate: { debate: { id: string } } } };
  return data.startDebate.debate.id;
}
