import { readFileSync } from 'node:fs';
import { Redis } from 'ioredis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { systemRandom } from '../../../src/infra/runtime.ts';
import { RedisSharedState } from '../../../src/infra/shared-state/redis.ts';
import { OwnRedis } from '../../support/services/own-redis.ts';
import { aLink } from '../../support/services/redis-links.ts';
import { hasRedisServer } from '../../support/services/redis-url.ts';
import { PATIENCE } from '../../support/waiting.ts';

describe.skipIf(!hasRedisServer)('a user of Redis', () => {
  it('needs no more than the documented permissions', async () => {
    const redis = await OwnRedis.started();
    const admin = new Redis(redis.url).on('error', () => {});
    onTestFinished(async () => {
      admin.disconnect();
      await redis.remove();
    });
    const page = readFileSync(new URL('../../../docs/redis.md', import.meta.url), 'utf8');
    const rights = page.match(/[+~&][a-z]+(:\*)?(?=[\s`])/g) ?? [];
    expect(rights.length).toBeGreaterThan(15);
    await admin.call('ACL', 'SETUSER', 'aragora', 'reset', 'on', '>hunter2', ...rights);

    const { link, told } = await aLink(redis.url.replace('//', '//aragora:hunter2@'), undefined);
    const received = Promise.withResolvers<string>();
    await link.subscribe('events', { onMessage: received.resolve, onHearing: () => {} });
    expect(link.publish('events', 'text')).toBe(true);
    expect(await received.promise).toBe('text');
    await link.probe();
    const state = new RedisSharedState(link, systemRandom);
    expect(await state.compareAndSet('soon', undefined, 1, 1)).toBe(true);
    expect(await state.compareAndSet('k', undefined, 1, 60_000)).toBe(true);
    expect(await state.compareAndSet('k', (await state.get('k'))?.version, 2, 60_000)).toBe(true);
    await state.forgetExpired();
    expect(await state.list('k')).toMatchObject([{ key: 'k', value: 2 }]);
    expect(told).toEqual([]);
  });

  it.each([
    ['for channels, which Redis 7 gives to no new user', ['~*', '+@all', 'resetchannels']],
    ['to publish', ['~*', '&*', '+@all', '-publish']],
    ['to subscribe', ['~*', '&*', '+@all', '-subscribe']],
  ])('without rights %s counts as away, with the reason, and another bus is used', async (_, rights) => {
    const redis = await OwnRedis.started();
    const admin = new Redis(redis.url).on('error', () => {});
    onTestFinished(async () => {
      admin.disconnect();
      await redis.remove();
    });
    await admin.call('ACL', 'SETUSER', 'aragora', 'reset', 'on', '>hunter2', ...rights);
    const { link, told } = await aLink(redis.url.replace('//', '//aragora:hunter2@'), undefined);
    await link.subscribe('events', { onMessage: () => {}, onHearing: () => {} });
    await expect.poll(() => told[0], PATIENCE).toMatch(/^lost: .*NOPERM/);
    await expect.poll(() => link.publish('events', 'text'), PATIENCE).toBe(false);
    const problem = () => link.probe().catch((error: Error) => error.message);
    await expect.poll(problem, PATIENCE).toBe('Redis answers, and refuses what it is asked to do (NOPERM).');
    await admin.call('ACL', 'SETUSER', 'aragora', '&*', '+@all');
    await expect.poll(() => told.at(-1), PATIENCE).toBe('back');
    await link.probe();
  });
});
