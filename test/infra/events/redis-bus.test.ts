import { describe, expect, it, onTestFinished } from 'vitest';
import { MemoryEventBus } from '../../../src/infra/events/memory.ts';
import { RedisEventBus } from '../../../src/infra/events/redis.ts';
import { systemRandom } from '../../../src/infra/runtime.ts';
import { OwnRedis } from '../../support/services/own-redis.ts';
import { aLink, aNamespace, linksTo } from '../../support/services/redis-links.ts';
import { hasRedisServer, redisUrl } from '../../support/services/redis-url.ts';
import { PATIENCE } from '../../support/waiting.ts';
import { describeEventBus, listening, listeningToAll } from './event-bus.ts';

const REF = { workspaceId: 'wsp_1', stream: 'dbt_1' };
const url = redisUrl ?? 'redis://unused';

describe.skipIf(redisUrl === undefined)('with a Redis server', () => {
  const open = linksTo(url);

  async function aBus(namespace: string): Promise<RedisEventBus> {
    const bus = new RedisEventBus(await open(namespace), new MemoryEventBus(), systemRandom);
    await bus.open();
    return bus;
  }

  describeEventBus('Redis', async () => {
    const namespace = aNamespace();
    return { near: await aBus(namespace), far: await aBus(namespace) };
  });

  it('a bus does not receive its own notifications from Redis', async () => {
    const namespace = aNamespace();
    const [near, far] = [await aBus(namespace), await aBus(namespace)];
    const own = listening(near, REF);
    await near.notify(REF);
    await near.notify(REF);
    // The notification of the far end comes after any notification that Redis could send back to the near end.
    const last = listening(near, { ...REF, stream: 'last' });
    const others = listening(far, REF);
    await near.notify(REF);
    await others.until(1);
    await far.notify({ ...REF, stream: 'last' });
    await last.until(1);
    expect(own.notified).toHaveLength(3);
  });

  it('a notification in another format does no harm', async () => {
    const namespace = aNamespace();
    const one = listening(await aBus(namespace), REF);
    const { link } = await aLink(url, namespace);
    const odd = ['', 'nonsense', 'null', '7', '[1]', '{}', '["n",null,null]', '["n","wsp_1"]', '[1,"wsp_1","dbt_1"]'];
    for (const text of odd) expect(link.publish('events', text)).toBe(true);
    await (await aBus(namespace)).notify(REF);
    await one.until(1);
    expect(one.notified).toEqual([REF]);
  });

  it('a notification of another installation does not arrive', async () => {
    const namespace = aNamespace();
    const one = listening(await aBus(namespace), REF);
    await (await aBus(aNamespace())).notify(REF);
    await (await aBus(namespace)).notify(REF);
    await one.until(1);
    expect(one.notified).toEqual([REF]);
  });
});

describe.skipIf(!hasRedisServer)('a bus that loses its Redis', () => {
  async function twoBuses() {
    const redis = await OwnRedis.started();
    onTestFinished(() => redis.remove());
    const namespace = aNamespace();
    const [whileAway, ends] = [
      new MemoryEventBus(),
      [await aLink(redis.url, namespace), await aLink(redis.url, namespace)],
    ];
    const buses = ends.map(({ link }) => new RedisEventBus(link, whileAway, systemRandom));
    for (const bus of buses) await bus.open();
    const told = ends.map((end) => end.told);
    return { redis, near: buses[0] as RedisEventBus, far: buses[1] as RedisEventBus, told };
  }

  it('uses the fallback bus, and after a reconnection Redis again, and then notifies all listeners once', async () => {
    const { redis, near, far, told } = await twoBuses();
    const [one, everything] = [listening(far, REF), listeningToAll(far)];
    await redis.kill();
    await expect.poll(() => told.map(({ length }) => length), PATIENCE).toEqual([1, 1]);
    await near.notify(REF);
    expect([one.notified, everything.count()]).toEqual([[REF], 1]);

    await redis.start();
    await Promise.all([one.until(2), everything.until(2)]);
    await expect.poll(() => told.map((lines) => lines.at(-1)), PATIENCE).toEqual(['back', 'back']);
    await near.notify(REF);
    await one.until(3);
    expect(one.notified).toHaveLength(3);
  });

  // A hundred notifications, with a second for each if it waited for an answer.
  const HALF_OF_ALL_WAITS_MS = 50_000;

  it('does not wait for a silent Redis, and notifies all listeners when Redis answers again', async () => {
    const { redis, near, far, told } = await twoBuses();
    const [own, others] = [listening(near, REF), listening(far, REF)];
    redis.silence();
    const askedAt = performance.now();
    for (let nth = 0; nth < 100; nth++) await near.notify(REF);
    expect(performance.now() - askedAt).toBeLessThan(HALF_OF_ALL_WAITS_MS);
    expect(own.notified).toHaveLength(100);
    await expect.poll(() => told.map(({ length }) => length), PATIENCE).toEqual([1, 1]);
    await near.notify(REF);
    const before = others.notified.length;
    expect(before).toBeGreaterThan(0);
    redis.goOn();
    await others.until(before + 1);
  });
});
