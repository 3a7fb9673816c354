import { inspect } from 'node:util';
import { Redis } from 'ioredis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { Unavailable } from '../../../src/domain/shared/errors.ts';
import { OwnRedis } from '../../support/services/own-redis.ts';
import { aLink, aNamespace } from '../../support/services/redis-links.ts';
import { hasRedisServer } from '../../support/services/redis-url.ts';
import { PATIENCE } from '../../support/waiting.ts';

async function ownRedis(): Promise<OwnRedis> {
  const redis = await OwnRedis.started();
  onTestFinished(() => redis.remove());
  return redis;
}

/** Another client, connected until the end of the test. */
function anAdmin({ url }: OwnRedis): Redis {
  const admin = new Redis(url);
  onTestFinished(() => admin.disconnect());
  return admin;
}

async function namesOfClients(admin: Redis): Promise<string[]> {
  const lines = String(await admin.client('LIST')).split('\n');
  return lines.flatMap((line) => /name=(aragora\S*)/.exec(line)?.[1] ?? []).sort();
}

// A silent Redis answers nothing: a test that waits for it without a time limit would not return.
describe.skipIf(!hasRedisServer)('a link to Redis', () => {
  it('has the version of its data in its names', async () => {
    const redis = await ownRedis();
    const { link } = await aLink(redis.url, undefined);
    expect(link.nameOf('events')).toBe('aragora:3:events');
  });

  it('opens without a Redis, reports it once, and connects when one starts', async () => {
    const redis = await ownRedis();
    await redis.kill();
    const { link, told } = await aLink(redis.url, aNamespace());
    expect(told).toEqual([expect.stringMatching(/^lost: .*ECONNREFUSED/)]);
    await expect(link.probe()).rejects.toThrow(Unavailable);
    expect(link.publish('events', 'text')).toBe(false);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(told).toHaveLength(1);
    await redis.start();
    await expect.poll(() => told, PATIENCE).toEqual([expect.any(String), 'back']);
    await link.probe();
  });

  it('opens with a silent Redis, and connects when it answers', async () => {
    const redis = await ownRedis();
    redis.silence();
    const { link, told } = await aLink(redis.url, aNamespace());
    await expect.poll(() => told.length, PATIENCE).toBe(1);
    await link.probe().catch(() => {});
    redis.goOn();
    await expect.poll(() => told.at(-1), PATIENCE).toBe('back');
    await link.probe();
  });

  it('reports a lost Redis at once, and a silent one soon', async () => {
    const redis = await ownRedis();
    const { link, told } = await aLink(redis.url, aNamespace());
    await link.probe();
    redis.silence();
    await expect(link.probe()).rejects.toThrow(Unavailable);
    redis.goOn();
    await expect.poll(() => told.at(-1), PATIENCE).toBe('back');
    await redis.kill();
    await expect(link.probe()).rejects.toThrow(Unavailable);
    await expect.poll(() => told.map((line) => line.split(':')[0]), PATIENCE).toEqual(['lost', 'back', 'lost']);
  });

  it('detects a silent Redis by itself, without a request', async () => {
    const redis = await ownRedis();
    const { told } = await aLink(redis.url, aNamespace());
    redis.silence();
    await expect.poll(() => told.length, PATIENCE).toBe(1);
    redis.goOn();
  });

  it('receives messages again each time after its connections were closed', async () => {
    const redis = await ownRedis();
    const { link, told } = await aLink(redis.url, aNamespace());
    const [admin, received] = [anAdmin(redis), [] as string[]];
    let subscriptions = 0;
    await link.subscribe('events', {
      onMessage: (text) => received.push(text),
      onHearing: () => {
        subscriptions++;
      },
    });
    for (let nth = 1; nth <= 3; nth++) {
      await admin.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
      await admin.call('CLIENT', 'KILL', 'TYPE', 'normal');
      await expect.poll(() => [told.length, subscriptions], PATIENCE).toEqual([2 * nth, nth + 1]);
      expect(link.publish('events', `${nth}`)).toBe(true);
      await expect.poll(() => received.length, PATIENCE).toBe(nth);
    }
    expect(received).toEqual(['1', '2', '3']);
  });

  it('counts as lost while it may connect but not subscribe, and reports the reason once', async () => {
    const redis = await ownRedis();
    const admin = anAdmin(redis);
    await admin.call('ACL', 'SETUSER', 'deaf', 'on', '>hunter2', '~*', 'resetchannels', '+@all');
    const url = redis.url.replace('//', '//deaf:hunter2@');
    const { link, told } = await aLink(url, aNamespace());
    await link.subscribe('events', { onMessage: () => {}, onHearing: () => {} });
    const reason = 'lost: Redis answers, and refuses what it is asked to do (NOPERM).';
    await expect.poll(() => told.at(-1), PATIENCE).toBe(reason);
    const count = told.length;
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(told).toHaveLength(count);
    await admin.call('ACL', 'SETUSER', 'deaf', 'allchannels');
    await expect.poll(() => told.at(-1), PATIENCE).toBe('back');
  });

  it('does not show its password', async () => {
    const redis = await ownRedis();
    const { link, told } = await aLink(redis.url.replace('//', '//nobody:hunter2@'), aNamespace());
    expect(told).toEqual([expect.stringMatching(/^lost: WRONGPASS/)]);
    const error = await link.ask((client) => client.get('x')).catch((error) => error);
    expect(error).toBeInstanceOf(Unavailable);
    expect(inspect([told, error], { depth: null })).not.toContain('hunter2');
  });

  it.each([
    ['while it is open', async () => {}],
    ['while Redis is gone', (redis: OwnRedis) => redis.kill()],
    ['while Redis is silent', async (redis: OwnRedis) => redis.silence()],
  ])('is closed quickly %s, and leaves no connection behind', async (_, lose) => {
    const redis = await ownRedis();
    const { link, told } = await aLink(redis.url, aNamespace());
    const admin = anAdmin(redis);
    admin.on('error', () => {});
    expect(await namesOfClients(admin)).toEqual(['aragora', 'aragora-listener']);
    await lose(redis);
    await link.close();
    const count = told.length;
    redis.goOn();
    await redis.kill();
    await redis.start();
    await expect.poll(() => admin.status, PATIENCE).toBe('ready');
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await namesOfClients(admin)).toEqual([]);
    expect(told).toHaveLength(count);
    await expect(link.probe()).rejects.toThrow(Unavailable);
    expect(link.publish('events', 'text')).toBe(false);
  });

  it('can be closed at any moment of its opening', async () => {
    const redis = await ownRedis();
    const admin = anAdmin(redis);
    for (let turns = 0; turns < 20; turns++) {
      const { link, opening } = await aLink(redis.url, aNamespace(), turns);
      await link.close();
      await opening;
    }
    await expect.poll(() => namesOfClients(admin), PATIENCE).toEqual([]);
  });
});
