import { describe, expect, it, onTestFinished } from 'vitest';
import { RedisChannel } from '../../../src/infra/events/redis-channel.ts';
import { systemRandom } from '../../../src/infra/runtime.ts';
import { OwnRedis } from '../../support/services/own-redis.ts';
import { aLink, aNamespace, linksTo } from '../../support/services/redis-links.ts';
import { hasRedisServer, redisUrl } from '../../support/services/redis-url.ts';
import { PATIENCE } from '../../support/waiting.ts';
import { describeLossyChannel, receiving } from './lossy-channel.ts';

const REF = { workspaceId: 'wsp_1', stream: 'dbt_1' };
const url = redisUrl ?? 'redis://unused';

describe.skipIf(redisUrl === undefined)('with a Redis server', () => {
  const open = linksTo(url);

  async function aChannel(namespace: string): Promise<RedisChannel> {
    const channel = new RedisChannel(await open(namespace), systemRandom);
    await channel.open();
    return channel;
  }

  describeLossyChannel('Redis', async () => {
    const namespace = aNamespace();
    return { near: await aChannel(namespace), far: await aChannel(namespace) };
  });

  it('a channel does not receive its own messages from Redis', async () => {
    const namespace = aNamespace();
    const [near, far] = [await aChannel(namespace), await aChannel(namespace)];
    const [own, others] = [receiving(near, REF), receiving(far, REF)];
    near.send(REF, 1);
    await others.until(1);
    far.send(REF, 2);
    await own.until(2);
    expect(own.received).toEqual([1, 2]);
  });

  it('a message in another format, or one that comes twice, does no harm', async () => {
    const namespace = aNamespace();
    const one = receiving(await aChannel(namespace), REF);
    const { link } = await aLink(url, namespace);
    const odd = ['', 'nonsense', 'null', '7', '{}', '[1]', '["n",1,"wsp_1","dbt_1"]', '["n",1,["wsp_1"],{},0]'];
    const [first, second] = ['["n",1,"wsp_1","dbt_1","first"]', '["n",2,"wsp_1","dbt_1","second"]'];
    for (const text of [...odd, first, first, second, first]) link.publish('live', text);
    await one.until(2);
    (await aChannel(namespace)).send(REF, 'ours');
    await one.until(3);
    expect(one.received).toEqual(['first', 'second', 'ours']);
  });
});

describe.skipIf(!hasRedisServer)('a channel that loses its Redis', () => {
  async function twoChannels() {
    const redis = await OwnRedis.started();
    onTestFinished(() => redis.remove());
    const namespace = aNamespace();
    const ends = [await aLink(redis.url, namespace), await aLink(redis.url, namespace)];
    const channels = ends.map(({ link }) => new RedisChannel(link, systemRandom));
    for (const channel of channels) await channel.open();
    const told = ends.map((end) => end.told);
    return { redis, near: channels[0] as RedisChannel, far: channels[1] as RedisChannel, told };
  }

  it.each([
    ['killed', (redis: OwnRedis) => redis.kill(), (redis: OwnRedis) => redis.start()],
    ['silent', async (redis: OwnRedis) => redis.silence(), async (redis: OwnRedis) => redis.goOn()],
  ])('that is %s works inside its process, loses messages sent in between, and doubles none', async (_, lose, find) => {
    const { redis, near, far, told } = await twoChannels();
    const [own, others] = [receiving(near, REF), receiving(far, REF)];
    near.send(REF, 0);
    await others.until(1);
    await lose(redis);
    await expect.poll(() => told.map(({ length }) => length), PATIENCE).toEqual([1, 1]);
    near.send(REF, 1);
    expect(own.received).toEqual([0, 1]);

    await find(redis);
    await expect.poll(() => told.map((lines) => lines.at(-1)), PATIENCE).toEqual(['back', 'back']);
    near.send(REF, 2);
    await others.until(2);
    expect(own.received).toEqual([0, 1, 2]);
    expect(others.received).toEqual([0, 2]);
  });
});
