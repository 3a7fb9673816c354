import { describe, expect, it } from 'vitest';
import type { Signals } from '../../../src/domain/shared/signals.ts';
import type { Probe } from '../../../src/domain/system/ports.ts';
import { System } from '../../../src/domain/system/system.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const works: Probe = async () => {};
const fails: Probe = async () => {
  throw new Error('no');
};
const neverAnswers: Probe = () => new Promise(() => {});

async function healthWith(database: Probe, redis: Probe) {
  const clock = new FakeClock();
  const signals: (keyof Signals)[] = [];
  const system = new System({
    ...{ version: '1', clock, emit: (name) => signals.push(name) },
    probes: () => ({ needed: { database }, optional: { redis } }),
  });
  const health = await clock.passing(system.health());
  const checks = health.checks.map(({ name, status }) => `${name} ${status}`);
  return { status: health.status, checks, signals };
}

describe('the health of the server', () => {
  it.each([
    ['all works', works, works, 'HEALTHY', ['database HEALTHY', 'redis HEALTHY'], []],
    ['an optional part fails', works, fails, 'DEGRADED', ['database HEALTHY', 'redis DEGRADED'], ['probeDegraded']],
    ['an optional part does not answer', works, neverAnswers, 'DEGRADED', ['database HEALTHY', 'redis DEGRADED'], []],
    ['a needed part fails', fails, works, 'UNHEALTHY', ['database UNHEALTHY', 'redis HEALTHY'], ['probeFailed']],
    [
      'a needed part does not answer',
      neverAnswers,
      fails,
      'UNHEALTHY',
      ['database UNHEALTHY', 'redis DEGRADED'],
      ['probeDegraded'],
    ],
  ] as const)('when %s', async (_, database, redis, status, checks, signals) => {
    expect(await healthWith(database, redis)).toEqual({ status, checks, signals });
  });
});
