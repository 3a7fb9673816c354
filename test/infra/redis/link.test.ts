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

/** Somebody else who is connected, for as long as the test takes. */
function anAdmin({ url }: OwnRedis): Redis {
  const admin = new Redis(url);
  onTestFinished(() => admin.disconnect());
  return admin;
}

async function namesOfClients(admin: Redis): Promise<string[]> {
  const lines = String(await admin.client('LIST')).split('\n');
  return lines.flatMap((line) => /name=(aragora\S*)/.exec(line)?.[1] ?? []).sort();
}

// A silent Redis answers nothing: what waits for it without an end would not return.
describe.skipIf(!hasRedisServer)('a link to Redis', () => {
  it('names its database in its names', async () => {
    const redis = await ownRedis();
    const { link } = await aLink(redis.url, undefined);
    expect(link.nameOf('events')).toBe('aragora:3:events');
  });

  it('opens where there is none, says so once, and finds one that comes', async () => {
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

  it('opens where one is silent, and finds it when it speaks', async () => {
    const redis = await ownRedis();
    redis.silence();
    const { link, told } = await aLink(redis.url, aNamespace());
    await expect.poll(() => told.length, PATIENCE).toBe(1);
    await link.probe().catch(() => {});
    redis.goOn();
    await expect.poll(() => told.at(-1), PATIENCE).toBe('back');
    await link.probe();
  });

  it('tells at once that Redis is gone, and soon that it is silent', async () => {
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

  it('finds out by itself that nobody speaks any more, though nobody asks', async () => {
    const redis = await ownRedis();
    const { told } = await aLink(redis.url, aNamespace());
    redis.silence();
    await expect.poll(() => told.length, PATIENCE).toBe(1);
    redis.goOn();
  });

  it('hears again after each time its connections are ended', async () => {
    const redis = await ownRedis();
    const { link, told } = await aLink(redis.url, aNamespace());
    const [admin, heard] = [anAdmin(redis), [] as string[]];
    let hearings = 0;
    await link.subscribe('events', {
      onMessage: (text) => heard.push(text),
      onHearing: () => {
        hearings++;
      },
    });
    for (let nth = 1; nth <= 3; nth++) {
      await admin.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
      await admin.call('CLIENT', 'KILL', 'TYPE', 'normal');
      await expect.poll(() => [told.length, hearings], PATIENCE).toEqual([2 * nth, nth + 1]);
      expect(link.publish('events', `${nth}`)).toBe(true);
      await expect.poll(() => heard.length, PATIENCE).toBe(nth);
    }
    expect(heard).toEqual(['1', '2', '3']);
  });

  it('is lost while Redis lets it in and does not let it listen, and says why once', async () => {
    const redis = await ownRedis();
    const admin = anAdmin(redis);
    await admin.call('ACL', 'SETUSER', 'deaf', 'on', '>hunter2', '~*', 'resetchannels', '+@all');
    const url = redis.url.replace('//', '//deaf:hunter2@');
    const { link, told } = await aLink(url, aNamespace());
    await link.subscribe('events', { onMessage: () => {}, onHearing: () => {} });
    await expect.poll(() => told.at(-1), PATIENCE).toMatch(/^lost: NOPERM/);
    const count = told.length;
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    expect(told).toHaveLength(count);
    await admin.call('ACL', 'SETUSER', 'deaf', 'allchannels');
    await expect.poll(() => told.at(-1), PATIENCE).toBe('back');
  });

  it('never tells its password', async () => {
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
  ])('is closed soon %s, and leaves no connection behind', async (_, lose) => {
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

  it('is closed in any moment of its opening', async () => {
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
