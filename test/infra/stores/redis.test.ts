import { Redis } from 'ioredis';
import { afterEach, describe, expect, it } from 'vitest';
import { RedisLink } from '../../../src/infra/redis/redis.ts';
import { systemClock, systemRandom } from '../../../src/infra/runtime.ts';
import { FallbackSharedState } from '../../../src/infra/shared-state/fallback.ts';
import { MemorySharedState } from '../../../src/infra/shared-state/memory.ts';
import { RedisSharedState } from '../../../src/infra/shared-state/redis.ts';
import { aNamespace } from '../../support/services/redis-links.ts';
import { redisUrl } from '../../support/services/redis-url.ts';
import { PATIENCE } from '../../support/waiting.ts';
import { describeSharedState } from './shared-state.ts';

const url = redisUrl ?? 'redis://unused';

describe.skipIf(redisUrl === undefined)('with a Redis server', () => {
  const closing: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  async function aWorld() {
    const namespace = aNamespace();
    const link = new RedisLink({ url, namespace, clock: systemClock, onLost: () => {}, onBack: () => {} });
    const admin = new Redis(url);
    const names = () => admin.keys(`${namespace}:*`);
    closing.push(async () => {
      const left = await names();
      if (left.length > 0) await admin.del(...left);
      await admin.quit();
      await link.close();
    });
    await link.open();
    /** Moves every expiry nearer by this time. */
    const pass = async (ms: number) => {
      for (const name of await names()) {
        const left = await admin.pttl(name);
        if (left >= 0) await admin.pexpire(name, left - ms);
      }
      const expiries = `${namespace}:state-expiries`;
      for (const key of await admin.zrange(expiries, '0', '-1')) await admin.zincrby(expiries, -ms, String(key));
    };
    return { shared: new RedisSharedState(link, systemRandom), pass, names };
  }

  describeSharedState('Redis', aWorld);
  describeSharedState('Redis before another store', async () => {
    const { shared, pass } = await aWorld();
    return { shared: new FallbackSharedState(shared, new MemorySharedState(systemClock)), pass };
  });

  it('keeps nothing that has expired', async () => {
    const { shared, names } = await aWorld();
    await Promise.all(Array.from({ length: 1_200 }, (_, nth) => shared.compareAndSet(`k${nth}`, undefined, nth, 5)));
    expect(await names()).not.toEqual([]);
    await expect
      .poll(async () => {
        await shared.forgetExpired();
        return names();
      }, PATIENCE)
      .toEqual([]);
  });

  it('lists more keys than one command returns', async () => {
    const { shared } = await aWorld();
    const keys = Array.from({ length: 1_200 }, (_, nth) => `k${String(nth).padStart(4, '0')}`);
    await Promise.all(keys.map((key) => shared.compareAndSet(key, undefined, key, 60_000)));
    expect((await shared.list('k')).map(({ key }) => key)).toEqual(keys);
    expect((await shared.list('k01')).map(({ value }) => value)).toEqual(keys.slice(100, 200));
  });
});
