import { Browser } from '../../../infra/http/rest/oauth/browser.ts';
import { type Forgery, json, signed } from '../../../support/providers/forging-provider.ts';
import type { Doors } from './doors.ts';
import { aToken } from './settings.ts';

const PUBLIC = 'http://127.0.0.1:9';
const START = `${PUBLIC}/api/auth/oauth/google`;

/** Signs in with a provider: first successfully, then with a provider that repeats the request in its error. */
export async function signInWithGoogle(doors: Doors, url: string, forgery: Forgery): Promise<void> {
  forgery.token = (claims) => doors.plant('identity token', signed(claims));
  const browser = new Browser();
  browser.balanced.set(PUBLIC, url);
  const callback = await browser.ledTo(START, `${START}/callback`);
  doors.plant('state', new URL(callback).searchParams.get('state') ?? '');
  for (const [at, cookie] of [...browser.jarOf(PUBLIC).values()].entries())
    doors.plant(`secret of the browser ${at}`, cookie);
  const { location = '' } = await browser.get(callback);
  const code = doors.plant('sign-in code', new URL(location).hash.replace('#sign-in=', ''));
  const opened = JSON.parse((await doors.post('/api/auth/link', { code, mfa_code: '000000' })).text);
  if (!opened.errors) throw new Error('Ada has a second factor.');
  await isRefused(doors, browser, forgery);
}

/** Sends a code that the provider did not issue. The error text of the provider must stay inside the server. */
async function isRefused(doors: Doors, browser: Browser, forgery: Forgery): Promise<void> {
  const given = doors.plant('code that is refused', aToken());
  const secret = doors.secrets.find(({ name }) => name === 'GOOGLE_OAUTH_CLIENT_SECRET')?.bytes.toString();
  const error_description = `client_secret=${secret} code=${given}`;
  forgery.answer = { '/token': (response) => json(response, { error: 'invalid_grant', error_description }, 400) };
  const callback = new URL(await browser.ledTo(START, `${START}/callback`));
  callback.searchParams.set('code', given);
  const { status, text, headers } = await browser.get(callback.href);
  doors.answers.push({ name: 'a refused sign-in', text: `${status} ${text} ${JSON.stringify(headers)}` });
}
