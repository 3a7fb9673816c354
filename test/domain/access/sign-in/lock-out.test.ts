import { beforeEach, describe, expect, it } from 'vitest';
import { LockOut } from '../../../../src/domain/access/sign-in/lock-out.ts';
import type { SharedState } from '../../../../src/domain/shared/ports.ts';
import { MemorySharedState } from '../../../../src/infra/shared-state/memory.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { People } from '../../../support/people.ts';
import { problemsOf, refusals } from '../../../support/refusals.ts';

const HERE = '192.0.2.1';
let clock: FakeClock;
let shared: SharedState;
let lockOut: LockOut;
beforeEach(() => {
  clock = new FakeClock();
  shared = new MemorySharedState(clock);
  lockOut = new LockOut(shared, clock);
});

async function isOpen(account: string, address: string | null): Promise<boolean> {
  const refused = await refusals(() => lockOut.begin(account, address)).catch(() => []);
  return refused.length === 0;
}

/** Fails this many times, with the required waits. */
async function fail(times: number, account: string, address: string | null): Promise<void> {
  for (let failed = 0; failed < times; )
    if (await isOpen(account, address)) failed++;
    else await clock.advance(1_000);
}

/** Seconds until the next try is allowed. */
async function waitS(account: string, address: string | null): Promise<number> {
  const [problem] = await problemsOf(() => lockOut.begin(account, address));
  expect(problem?.code).toBe('TOO_MANY_ATTEMPTS');
  return Number(/in (\d+) seconds/.exec(problem?.message ?? '')?.[1]);
}

type Next = (nth: number) => readonly [account: string, address: string];

describe.each<[string, Next]>([
  ['an account, from any address,', (nth) => ['ann', `192.0.2.${nth}`]],
  ['an address, with any account,', (nth) => [`user${nth}`, HERE]],
  ['an IPv6 network, with any of its addresses,', (nth) => [`user${nth}`, `2001:db8:1:2:${nth.toString(16)}::${nth}`]],
])('%s', (_, next) => {
  let nth: number;
  beforeEach(() => {
    nth = 0;
  });
  const failNext = async (times: number) => {
    for (let failed = 0; failed < times; failed++) {
      nth++;
      await fail(1, ...next(nth));
    }
  };

  it.each([
    { failures: 5, seconds: 60 },
    { failures: 10, seconds: 900 },
    { failures: 15, seconds: 3_600 },
    { failures: 17, seconds: 3_600 },
  ])('waits $seconds s after $failures failures', async ({ failures, seconds }) => {
    await failNext(failures);
    expect(await waitS(...next(200))).toBe(seconds);
    await clock.advance(seconds * 1_000 - 1);
    expect(await waitS(...next(200))).toBe(1);
    await clock.advance(1);
    expect(await isOpen(...next(200))).toBe(true);
  });

  it('does not wait before the fifth failure', async () => {
    await failNext(4);
    expect(await isOpen(...next(200))).toBe(true);
  });
});

describe('failures', () => {
  it('of a hundred concurrent tries are five, and the others are refused', async () => {
    const tries = await Promise.all(Array.from({ length: 100 }, (_, nth) => isOpen('ann', `198.51.100.${nth}`)));
    expect(tries.filter(Boolean)).toHaveLength(5);
  });

  it('count on all nodes', async () => {
    await fail(5, 'ann', null);
    const elsewhere = new LockOut(shared, clock);
    expect(await refusals(() => elsewhere.begin('ann', null))).toEqual(['TOO_MANY_ATTEMPTS ']);
  });

  it('of an account are cleared when it succeeds', async () => {
    await fail(4, 'ann', null);
    await lockOut.begin('ann', null);
    await lockOut.succeeded('ann', null);
    await fail(4, 'ann', null);
    expect(await isOpen('ann', null)).toBe(true);
  });

  it('of an address stay when a sign-in from it succeeds', async () => {
    await fail(4, 'ann', HERE);
    await lockOut.begin('mallory', HERE);
    await lockOut.succeeded('mallory', HERE);
    await fail(1, 'bob', HERE);
    expect(await waitS('cy', HERE)).toBe(60);
  });

  it('are not counted for refused tries', async () => {
    await fail(5, 'ann', HERE);
    for (let nth = 0; nth < 20; nth++) expect(await isOpen('bob', HERE)).toBe(false);
    for (let nth = 0; nth < 20; nth++) expect(await isOpen('ann', '203.0.113.9')).toBe(false);
    expect([await isOpen('bob', '203.0.113.7'), await isOpen('cy', '203.0.113.9')]).toEqual([true, true]);
    await clock.advance(60_000);
    expect(await isOpen('ann', HERE)).toBe(true);
  });

  it('are stored under keys without names and addresses', async () => {
    await fail(1, 'ann@example.com', HERE);
    expect(JSON.stringify(await shared.list(''))).not.toMatch(/ann|example|192/);
  });
});

describe('signing in', () => {
  it('with the right password also waits after too many failures', async () => {
    const people = new People();
    await people.add('ann', ['member']);
    for (let nth = 0; nth < 5; nth++) await refusals(() => people.signIn('ann', { password: 'wrong' }));
    expect(await refusals(() => people.signIn('ann'))).toEqual(['TOO_MANY_ATTEMPTS ']);
    await people.clock.advance(60_000);
    await expect(people.signIn('ann')).resolves.toBeDefined();
  });

  it('is counted for unknown accounts as for known ones', async () => {
    const people = new People();
    const codes: string[] = [];
    for (let nth = 0; nth < 6; nth++) codes.push(...(await refusals(() => people.signIn('nobody'))));
    expect(codes).toEqual([...Array(5).fill('SIGN_IN_REFUSED '), 'TOO_MANY_ATTEMPTS ']);
  });
});
