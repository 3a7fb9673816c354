import { beforeEach, describe, expect, it } from 'vitest';
import { type Actor, LOCAL_OWNER, LOCAL_USER, localActor } from '../../../../src/domain/access/actor.ts';
import type { Proof } from '../../../../src/domain/access/sign-in/step-up.ts';
import { PASSWORD, People } from '../../../support/people.ts';
import { refusals } from '../../../support/refusals.ts';

const MINUTE_MS = 60_000;
const REFUSED = ['STEP_UP_REQUIRED '];

let people: People;
let adam: Actor;

beforeEach(async () => {
  people = new People();
  await people.add('adam', ['admin']);
  adam = await people.actor('adam');
});

const ask = (actor: Actor, proof: Proof) =>
  people.access.stepUp.require(actor, proof).then(
    () => [],
    (error) => refusals(() => Promise.reject(error)),
  );

describe('a fresh proof', () => {
  it('is a sign-in within five minutes', async () => {
    await people.clock.advance(5 * MINUTE_MS);
    expect(await ask(adam, 'FRESH')).toEqual([]);
    await people.clock.advance(1);
    expect(await ask(adam, 'FRESH')).toEqual(REFUSED);
    expect(await ask(adam, 'OPERATOR')).toEqual(REFUSED);
  });

  it('is confirmIdentity', async () => {
    await people.clock.advance(60 * MINUTE_MS);
    await people.access.impersonation.prove(adam, { password: PASSWORD });
    expect(await ask(adam, 'FRESH')).toEqual([]);
  });

  it('does not come with refreshed tokens', async () => {
    const { refreshToken } = await people.signIn('adam');
    await people.clock.advance(6 * MINUTE_MS);
    const { accessToken } = await people.access.sessions.refresh(refreshToken);
    expect(await ask((await people.whoIs(accessToken)) as Actor, 'FRESH')).toEqual(REFUSED);
  });

  it('is never had by keys, services, the API token, local tokens of a lesser role, and impersonators', async () => {
    const { secret } = await people.access.apiKeys.create(adam, { name: 'a key' });
    const programs = [
      (await people.whoIs(secret)) as Actor,
      { ...adam, credential: 'SERVICE', sessionId: null } as const,
      localActor(['owner'], 'API_TOKEN'),
      localActor(['admin']),
      localActor(['viewer']),
      { ...adam, impersonatorId: 'usr_eve' },
      { ...adam, sessionId: null },
      { ...adam, sessionId: 'ses_unknown' },
    ];
    for (const actor of programs) expect(await ask(actor, 'FRESH')).toEqual(REFUSED);
  });

  it('is had by the owner of the machine of a development server, but not by its old session', async () => {
    await people.access.open();
    expect(await ask(LOCAL_OWNER, 'FRESH')).toEqual([]);
    const { accessToken } = await people.access.sessions.signInByLink(await people.access.localSignInSecret());
    const inBrowser = (await people.whoIs(accessToken)) as Actor;
    expect(inBrowser.userId).toBe(LOCAL_USER);
    expect(await ask(inBrowser, 'FRESH')).toEqual([]);
    await people.clock.advance(5 * MINUTE_MS + 1);
    expect(await ask(inBrowser, 'FRESH')).toEqual(REFUSED);
  });

  it('is not asked for where the server itself is the operator, or nothing is protected', async () => {
    const apiToken = localActor(['owner'], 'API_TOKEN');
    expect(await ask(apiToken, 'OPERATOR')).toEqual([]);
    await people.clock.advance(60 * MINUTE_MS);
    for (const proof of ['NONE', 'OWN'] as const) expect(await ask(adam, proof)).toEqual([]);
  });
});

it('confirmIdentity is refused while acting as another user', async () => {
  const acting = { ...adam, impersonatorId: 'usr_eve' };
  expect(await refusals(() => people.access.impersonation.prove(acting, { password: PASSWORD }))).toEqual([
    'CONFLICT ',
  ]);
});
