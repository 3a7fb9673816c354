import { beforeEach, describe, expect, it } from 'vitest';
import { type BreakerState, type Outcome, readBreaker, UNTOUCHED } from '../../../src/domain/shared/breaker.ts';
import { Breakers } from '../../../src/domain/shared/breakers.ts';
import type { SharedState } from '../../../src/domain/shared/ports.ts';
import { MemorySharedState } from '../../../src/infra/shared-state/memory.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const KEY = 'openai:gpt';
const SUCCESS: Outcome = { kind: 'SUCCESS' };
const NEUTRAL: Outcome = { kind: 'NEUTRAL' };
const FAILURE = failure();

function failure(detail: Partial<Extract<Outcome, { kind: 'FAILURE' }>> = {}): Outcome {
  return { kind: 'FAILURE', code: 'OVERLOADED', message: 'No.', retryAfterMs: null, opensAtOnce: false, ...detail };
}

let clock: FakeClock;
let shared: SharedState;
let changes: [string, BreakerState][];
let breakers: Breakers;

function node(on = shared): Breakers {
  return new Breakers({ shared: on, clock, prefix: 'breaker:', onChange: (key, state) => changes.push([key, state]) });
}

/** A call that ends with this outcome if it is admitted. Returns the kind of admission. */
async function call(outcome: Outcome, on = breakers): Promise<string> {
  const { kind } = await on.admit(KEY);
  if (kind !== 'REFUSED') await on.report(KEY, kind, outcome);
  return kind;
}

async function calls(count: number, outcome: Outcome, on = breakers): Promise<readonly string[]> {
  const kinds: string[] = [];
  for (let nth = 0; nth < count; nth++) kinds.push(await call(outcome, on));
  return kinds;
}

async function stateOf(on = breakers): Promise<BreakerState | undefined> {
  return (await on.list())[0]?.state;
}

beforeEach(() => {
  clock = new FakeClock();
  shared = new MemorySharedState(clock);
  changes = [];
  breakers = node();
});

describe('a circuit breaker', () => {
  it('opens at the fifth failure in a row, for 60 seconds', async () => {
    expect(await calls(6, FAILURE)).toEqual(['PASS', 'PASS', 'PASS', 'PASS', 'PASS', 'REFUSED']);
    expect(await breakers.admit(KEY)).toMatchObject({ kind: 'REFUSED', retryInMs: 60_000 });
    await clock.advance(59_999);
    expect((await breakers.admit(KEY)).kind).toBe('REFUSED');
    await clock.advance(1);
    expect((await breakers.admit(KEY)).kind).toBe('PROBE');
  });

  it('counts only failures in a row', async () => {
    await calls(4, FAILURE);
    await call(SUCCESS);
    await calls(4, FAILURE);
    expect(await call(SUCCESS)).toBe('PASS');
  });

  it('ignores outcomes that do not show whether the service works', async () => {
    await calls(4, FAILURE);
    await calls(20, NEUTRAL);
    expect(await calls(2, FAILURE)).toEqual(['PASS', 'REFUSED']);
  });

  it.each([
    ['at once when the next call is certain to fail', {}, 60_000],
    ['for the time that the failure names', { retryAfterMs: 7_000 }, 7_000],
    ['for a day at most', { retryAfterMs: 40 * 86_400_000 }, 86_400_000],
  ])('opens %s', async (_name, detail, ms) => {
    await call(failure({ opensAtOnce: true, ...detail }));
    expect(await breakers.admit(KEY)).toMatchObject({ kind: 'REFUSED', retryInMs: ms });
    await clock.advance(ms);
    expect((await breakers.admit(KEY)).kind).toBe('PROBE');
  });

  it('closes when its probe succeeds', async () => {
    await calls(5, FAILURE);
    await clock.advance(60_000);
    expect(await calls(3, SUCCESS)).toEqual(['PROBE', 'PASS', 'PASS']);
    expect(await calls(5, FAILURE)).toEqual(['PASS', 'PASS', 'PASS', 'PASS', 'PASS']);
  });

  it('opens again for the same time when its probe fails', async () => {
    await calls(5, FAILURE);
    await clock.advance(60_000);
    expect(await call(FAILURE)).toBe('PROBE');
    expect(await breakers.admit(KEY)).toMatchObject({ kind: 'REFUSED', retryInMs: 60_000 });
  });

  it('allows another probe when one was stopped or never reported', async () => {
    await calls(5, FAILURE);
    await clock.advance(60_000);
    expect(await call(NEUTRAL)).toBe('PROBE');
    expect((await breakers.admit(KEY)).kind).toBe('PROBE');
    expect(await breakers.admit(KEY)).toMatchObject({ kind: 'REFUSED', retryInMs: null });
    await clock.advance(150_000);
    expect((await breakers.admit(KEY)).kind).toBe('PROBE');
  });

  it('ignores the outcomes of calls that began before it opened', async () => {
    await calls(5, FAILURE);
    await breakers.report(KEY, 'PASS', SUCCESS);
    expect(await stateOf()).toBe('OPEN');
    await clock.advance(60_000);
    await breakers.admit(KEY);
    await breakers.report(KEY, 'PASS', FAILURE);
    await breakers.report(KEY, 'PASS', SUCCESS);
    expect(await stateOf()).toBe('HALF_OPEN');
  });

  it('stays open longer when a late outcome names a longer time, but not for a shorter one', async () => {
    await call(failure({ opensAtOnce: true, retryAfterMs: 10_000 }));
    await breakers.report(KEY, 'PASS', failure({ opensAtOnce: true, retryAfterMs: 30_000 }));
    await breakers.report(KEY, 'PASS', failure({ opensAtOnce: true, retryAfterMs: 5_000 }));
    expect(await breakers.admit(KEY)).toMatchObject({ retryInMs: 30_000 });
  });

  it('keeps the last failure, also after it has closed', async () => {
    await calls(5, failure({ code: 'TIMEOUT', message: 'No answer in time.' }));
    await clock.advance(60_000);
    await call(SUCCESS);
    const [view] = await breakers.list();
    const lastFailure = { code: 'TIMEOUT', message: 'No answer in time.', at: expect.any(Number) };
    expect(view).toMatchObject({ key: KEY, state: 'CLOSED', breaker: { failures: 0, lastFailure } });
  });

  it('reports every change once', async () => {
    await calls(7, FAILURE);
    await clock.advance(60_000);
    await calls(2, SUCCESS);
    expect(changes).toEqual(['OPEN', 'HALF_OPEN', 'CLOSED'].map((state) => [KEY, state]));
  });

  it.each([null, 7, {}, { failures: 'many' }])('is read as untouched when %j is stored', (stored) => {
    expect(readBreaker(stored)).toBe(UNTOUCHED);
  });
});

describe('three nodes with one shared state', () => {
  it('open together: a failure at one node counts for all', async () => {
    const nodes = [node(), node(), node()];
    for (let nth = 0; nth < 5; nth++) await call(FAILURE, nodes[nth % 3]);
    for (const each of nodes) expect((await each.admit(KEY)).kind).toBe('REFUSED');
  });

  it('count concurrent failures', async () => {
    const nodes = [node(), node(), node()];
    const reports = Array.from({ length: 5 }, (_, nth) => nodes[nth % 3]?.report(KEY, 'PASS', FAILURE));
    await Promise.all(reports);
    expect(await stateOf()).toBe('OPEN');
  });

  it('allow one probe for concurrent calls', async () => {
    const nodes = [node(), node(), node()];
    await calls(5, FAILURE);
    await clock.advance(60_000);
    const admissions = await Promise.all(Array.from({ length: 30 }, (_, nth) => nodes[nth % 3]?.admit(KEY)));
    const kinds = admissions.map((admission) => admission?.kind);
    expect(kinds.filter((kind) => kind === 'PROBE')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'REFUSED')).toHaveLength(29);
  });

  it('close together', async () => {
    const [one, other] = [node(), node()];
    await calls(5, FAILURE, one);
    await clock.advance(60_000);
    expect(await call(SUCCESS, other)).toBe('PROBE');
    expect(await call(SUCCESS, one)).toBe('PASS');
  });

  it('keep breakers with different prefixes apart', async () => {
    await calls(5, FAILURE);
    const others = new Breakers({ shared, clock, prefix: 'other:' });
    expect((await others.admit(KEY)).kind).toBe('PASS');
    expect(await others.list()).toEqual([]);
  });
});

describe('a node without its shared state', () => {
  const lost: SharedState = {
    get: () => Promise.reject(new Error('gone')),
    list: () => Promise.reject(new Error('gone')),
    compareAndSet: () => Promise.reject(new Error('gone')),
    set: () => Promise.reject(new Error('gone')),
  };
  const silent: SharedState = {
    get: () => new Promise(() => {}),
    list: () => new Promise(() => {}),
    compareAndSet: () => new Promise(() => {}),
    set: () => new Promise(() => {}),
  };

  it.each([
    ['fails', lost],
    ['does not answer', silent],
  ])('uses its own state when the shared state %s', async (_name, state) => {
    breakers = node(state);
    expect(await clock.passing(calls(6, FAILURE))).toEqual([...Array(5).fill('PASS'), 'REFUSED']);
    await clock.advance(60_000);
    expect(await clock.passing(calls(2, SUCCESS))).toEqual(['PROBE', 'PASS']);
    expect(await clock.passing(stateOf())).toBe('CLOSED');
  });

  it('waits once for a shared state that does not answer, not at every call', async () => {
    breakers = node(silent);
    const before = clock.monotonicMs();
    await clock.passing(calls(10, SUCCESS));
    expect(clock.monotonicMs() - before).toBe(2_000);
  });

  it('continues with its last state, and uses the shared state again when that is back', async () => {
    let isLost = false;
    const flaky: SharedState = {
      get: (key) => (isLost ? lost.get(key) : shared.get(key)),
      list: (prefix) => (isLost ? lost.list(prefix) : shared.list(prefix)),
      compareAndSet: (...args) => (isLost ? lost.compareAndSet(...args) : shared.compareAndSet(...args)),
      set: (...args) => (isLost ? lost.set(...args) : shared.set(...args)),
    };
    breakers = node(flaky);
    await calls(5, FAILURE);
    isLost = true;
    expect((await breakers.admit(KEY)).kind).toBe('REFUSED');
    isLost = false;
    await clock.advance(60_000);
    await call(SUCCESS, node());
    expect((await breakers.admit(KEY)).kind).toBe('PASS');
  });
});
