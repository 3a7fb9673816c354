import { Redis } from 'ioredis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { System } from '../../../src/domain/system/system.ts';
import { refusalIn } from '../../../src/infra/redis/refusals.ts';
import { systemClock, systemRandom } from '../../../src/infra/runtime.ts';
import { FallbackSharedState } from '../../../src/infra/shared-state/fallback.ts';
import { MemorySharedState } from '../../../src/infra/shared-state/memory.ts';
import { RedisSharedState } from '../../../src/infra/shared-state/redis.ts';
import { OwnRedis } from '../../support/services/own-redis.ts';
import { aLink, aNamespace } from '../../support/services/redis-links.ts';
import { hasRedisServer } from '../../support/services/redis-url.ts';
import { PATIENCE } from '../../support/waiting.ts';

type Change = (admin: Redis) => Promise<unknown>;

const REFUSALS: readonly (readonly [code: string, begin: Change, end: Change])[] = [
  ['OOM', (admin) => admin.config('SET', 'maxmemory', '1'), (admin) => admin.config('SET', 'maxmemory', '0')],
  ['READONLY', (admin) => admin.replicaof('127.0.0.1', 1), (admin) => admin.replicaof('NO', 'ONE')],
  [
    'NOREPLICAS',
    (admin) => admin.config('SET', 'min-replicas-to-write', '1'),
    (admin) => admin.config('SET', 'min-replicas-to-write', '0'),
  ],
  [
    'NOPERM',
    (admin) => admin.call('ACL', 'SETUSER', 'aragora', '-zadd'),
    (admin) => admin.call('ACL', 'SETUSER', 'aragora', '+zadd'),
  ],
];

describe.skipIf(!hasRedisServer)('a Redis that answers and does not work', () => {
  it.each(REFUSALS)('is away until it works again: %s', async (code, begin, end) => {
    const redis = await OwnRedis.started();
    const admin = new Redis(redis.url).on('error', () => {});
    onTestFinished(async () => {
      admin.disconnect();
      await redis.remove();
    });
    await admin.call('ACL', 'SETUSER', 'aragora', 'reset', 'on', '>secret', '+@all', '~*', '&*');
    const { link, told } = await aLink(redis.url.replace('//', '//aragora:secret@'), aNamespace());
    const state = new FallbackSharedState(
      new RedisSharedState(link, systemRandom),
      new MemorySharedState(systemClock) as never,
    );
    const probes = () => ({ needed: {}, optional: { redis: () => link.probe() } });
    const system = new System({ version: '1', clock: systemClock, emit: () => {}, probes });
    expect((await system.health()).status).toBe('HEALTHY');

    await begin(admin);
    expect(await system.health()).toMatchObject({
      status: 'DEGRADED',
      checks: [{ name: 'redis', message: expect.stringContaining(code) }],
    });
    expect(told).toEqual([expect.stringContaining(`lost: Redis answers, and refuses`)]);
    expect(await state.compareAndSet('key', undefined, 1, 60_000)).toBe(true);
    expect(await state.get('key')).toMatchObject({ value: 1, version: expect.stringMatching(/^2:/) });
    expect(link.publish('events', 'text')).toBe(false);

    await end(admin);
    await expect.poll(() => told.at(-1), PATIENCE).toBe('back');
    expect((await system.health()).status).toBe('HEALTHY');
    expect(link.publish('events', 'text')).toBe(true);
  });
});

it.each([
  ["OOM command not allowed when used memory > 'maxmemory'.", 'OOM'],
  ['ERR Error running script (call to f_1): @user_script:3: -OOM command not allowed', 'OOM'],
  ["READONLY You can't write against a read only replica.", 'READONLY'],
  ['LOADING Redis is loading the dataset in memory', 'LOADING'],
  ['MISCONF Redis is configured to save RDB snapshots, but it is unable to persist to disk.', 'MISCONF'],
  ['NOAUTH Authentication required.', 'NOAUTH'],
  ['WRONGTYPE Operation against a key holding the wrong kind of value', undefined],
])('%s is a refusal by its code', (message, code) => {
  expect(refusalIn(new Error(message))).toBe(code);
});
