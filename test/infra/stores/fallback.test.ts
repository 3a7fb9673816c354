import { describe, expect, it, onTestFinished } from 'vitest';
import { Unavailable } from '../../../src/domain/shared/errors.ts';
import { systemClock, systemRandom } from '../../../src/infra/runtime.ts';
import { FallbackSharedState } from '../../../src/infra/shared-state/fallback.ts';
import { MemorySharedState } from '../../../src/infra/shared-state/memory.ts';
import { RedisSharedState } from '../../../src/infra/shared-state/redis.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { OwnRedis } from '../../support/services/own-redis.ts';
import { aLink, aNamespace } from '../../support/services/redis-links.ts';
import { hasRedisServer } from '../../support/services/redis-url.ts';
import { PATIENCE } from '../../support/waiting.ts';
import { describeSharedState } from './shared-state.ts';

const MINUTE = 60_000;

/** A store that can become unavailable. */
class MovableState extends MemorySharedState {
  isAway = false;
  override get = this.unlessAway(super.get);
  override list = this.unlessAway(super.list);
  override compareAndSet = this.unlessAway(super.compareAndSet);
  override set = this.unlessAway(super.set);
  override forgetExpired = this.unlessAway(super.forgetExpired);

  private unlessAway<A extends unknown[], T>(method: (...args: A) => Promise<T>) {
    return async (...args: A): Promise<T> => {
      if (this.isAway) throw new Unavailable('away');
      return method.apply(this, args);
    };
  }
}

function aWorld() {
  const clock = new FakeClock();
  const first = new MovableState(clock);
  const shared = new FallbackSharedState(first, new MemorySharedState(clock));
  return { first, shared, pass: (ms: number) => clock.advance(ms) };
}

describeSharedState('the first of two stores', async () => aWorld());
describeSharedState('the second of two stores', async () => {
  const world = aWorld();
  world.first.isAway = true;
  return world;
});

describe('shared state whose first store becomes unavailable or available', () => {
  it.each([
    ['becomes unavailable', false],
    ['comes back', true],
  ])('rejects a change that began before the store %s, and accepts it after a new read', async (_, wasAway) => {
    const { first, shared } = aWorld();
    // Both stores have the key, each with its own first version.
    for (const isAway of [!wasAway, wasAway]) {
      first.isAway = isAway;
      await shared.compareAndSet('k', undefined, isAway ? 'second' : 'first', MINUTE);
    }
    const before = await shared.get('k');
    first.isAway = !wasAway;
    expect(await shared.compareAndSet('k', before?.version, 'new', MINUTE)).toBe(false);
    const now = await shared.get('k');
    expect(now).toMatchObject({ value: wasAway ? 'first' : 'second' });
    expect(now?.version).not.toBe(before?.version);
    expect(await shared.compareAndSet('k', now?.version, 'new', MINUTE)).toBe(true);
  });

  it('throws a defect of the first store', async () => {
    const { first, shared } = aWorld();
    first.get = async () => {
      throw new TypeError('a defect');
    };
    await expect(shared.get('k')).rejects.toThrow('a defect');
  });
});

/**
 * Half the time of fifty calls, one after the other, that each wait a second. Without waiting every machine is faster.
 */
const HALF_OF_ALL_WAITS_MS = 25_000;

describe.skipIf(!hasRedisServer)('shared state that loses its Redis', () => {
  it.each([
    ['killed', (redis: OwnRedis) => redis.kill(), (redis: OwnRedis) => redis.start()],
    ['silent', async (redis: OwnRedis) => redis.silence(), async (redis: OwnRedis) => redis.goOn()],
  ])('that is %s answers soon from the second store, and from Redis again once it is back', async (_, lose, find) => {
    const redis = await OwnRedis.started();
    onTestFinished(() => redis.remove());
    const { link, told } = await aLink(redis.url, aNamespace());
    const shared = new FallbackSharedState(
      new RedisSharedState(link, systemRandom),
      new MemorySharedState(systemClock),
    );
    expect(await shared.compareAndSet('k', undefined, 'first', MINUTE)).toBe(true);
    const version = (await shared.get('k'))?.version;
    await lose(redis);
    const lostAt = performance.now();
    const answers = await Promise.all(Array.from({ length: 50 }, () => shared.get('k')));
    expect(answers).toEqual(Array(50).fill(undefined));
    // At most one call waits for an answer, and not each of them.
    expect(await shared.compareAndSet('k', version, 'lost', MINUTE)).toBe(false);
    expect(await shared.compareAndSet('k', undefined, 'second', MINUTE)).toBe(true);
    for (let nth = 0; nth < 50; nth++) expect(await shared.get('k')).toMatchObject({ value: 'second' });
    expect(performance.now() - lostAt).toBeLessThan(HALF_OF_ALL_WAITS_MS);

    await find(redis);
    await expect.poll(() => told.at(-1), PATIENCE).toBe('back');
    expect(await shared.get('k')).not.toMatchObject({ value: 'second' });
    expect(told).toHaveLength(2);
  });
});
