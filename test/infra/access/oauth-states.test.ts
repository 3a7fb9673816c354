import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SIGN_IN_TTL_MS, startSignIn } from '../../../src/domain/access/sign-in/oauth-sign-in.ts';
import type { SharedState } from '../../../src/domain/shared/ports.ts';
import { SharedOAuthStates } from '../../../src/infra/access/oauth-states.ts';
import { systemRandom } from '../../../src/infra/runtime.ts';
import { FallbackSharedState } from '../../../src/infra/shared-state/fallback.ts';
import { MemorySharedState } from '../../../src/infra/shared-state/memory.ts';
import { PostgresSharedState } from '../../../src/infra/shared-state/postgres.ts';
import { RedisSharedState } from '../../../src/infra/shared-state/redis.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { openPostgres, type TestDatabase } from '../../support/services/databases.ts';
import { postgresUrl } from '../../support/services/postgres-url.ts';
import { aNamespace, linksTo } from '../../support/services/redis-links.ts';
import { redisUrl } from '../../support/services/redis-url.ts';

interface World {
  /** The shared state as each of two servers accesses it. */
  readonly servers: readonly [SharedState, SharedState];
  /** How long the store keeps its entry from now on, in milliseconds. */
  readonly ttlMs: () => Promise<number>;
}

function describeOAuthStates(name: string, make: () => Promise<World>): void {
  describe(`started sign-ins in ${name}`, () => {
    let [here, there]: SharedOAuthStates[] = [];
    let world: World;
    beforeEach(async () => {
      world = await make();
      [here, there] = world.servers.map((shared) => new SharedOAuthStates(shared));
    });
    const begun = () => startSignIn('https://app.example.com/ü?a=b', 'secret', systemRandom);

    it('can be taken on another server, complete', async () => {
      const started = begun();
      await here?.keep(started);
      expect(await there?.take(started.state)).toEqual(started);
    });

    it('can be taken once, on any server', async () => {
      const started = begun();
      await here?.keep(started);
      await there?.take(started.state);
      for (const states of [here, there]) expect(await states?.take(started.state)).toBeUndefined();
    });

    it('are taken by one of 50 concurrent attempts on two servers', async () => {
      const started = begun();
      await here?.keep(started);
      const asked = Array.from({ length: 50 }, (_, nth) => (nth % 2 ? here : there)?.take(started.state));
      expect((await Promise.all(asked)).filter((taken) => taken !== undefined)).toEqual([started]);
    });

    it('are independent of each other', async () => {
      const [one, other] = [begun(), begun()];
      await here?.keep(one);
      await there?.keep(other);
      await here?.take(one.state);
      expect(await here?.take(other.state)).toEqual(other);
    });

    it('are unknown when they were not started', async () => {
      expect(await here?.take('0'.repeat(64))).toBeUndefined();
    });

    it('cannot be stored twice with one state', async () => {
      const started = begun();
      await here?.keep(started);
      await expect(there?.keep(started)).rejects.toThrow('twice');
    });

    it('are stored for ten minutes, under a key that does not reveal the state', async () => {
      const started = begun();
      await here?.keep(started);
      const kept = await world.servers[0].list('oauth-state:');
      expect(kept).toHaveLength(1);
      expect(JSON.stringify(kept)).not.toContain(started.state);
      expect(Math.abs((await world.ttlMs()) - SIGN_IN_TTL_MS)).toBeLessThan(30_000);
    });
  });
}

describeOAuthStates('memory', async () => {
  const clock = new FakeClock();
  const shared = new MemorySharedState(clock);
  const ttlMs = async () => {
    let passed = 0;
    for (; (await shared.list('')).length > 0; passed += 10_000) await clock.advance(10_000);
    return passed;
  };
  return { servers: [shared, shared], ttlMs };
});

describe.skipIf(postgresUrl === undefined)('with a PostgreSQL server', () => {
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await openPostgres(postgresUrl ?? '');
  });
  afterAll(() => opened?.close());

  describeOAuthStates('PostgreSQL', async () => {
    await opened.stores();
    const left = 'select extract(epoch from expires_at - clock_timestamp()) * 1000 as left from shared_state';
    const ttlMs = async () => {
      const [row] = await opened.database.use((em) => em.execute<{ left: string }[]>(left));
      return Number(row?.left);
    };
    return { servers: [new PostgresSharedState(opened.database), new PostgresSharedState(opened.database)], ttlMs };
  });
});

describe.skipIf(redisUrl === undefined)('with a Redis server', () => {
  const aLink = linksTo(redisUrl ?? 'redis://unused');

  async function aWorld(): Promise<World> {
    const namespace = aNamespace();
    const [one, other] = [await aLink(namespace), await aLink(namespace)];
    const ttlMs = async () => {
      const [key] = (await new RedisSharedState(one, systemRandom).list('')).map((found) => found.key);
      return one.ask((redis) => redis.pttl(one.nameOf(`state:${key}`)));
    };
    return { servers: [new RedisSharedState(one, systemRandom), new RedisSharedState(other, systemRandom)], ttlMs };
  }

  describeOAuthStates('Redis', aWorld);
  describeOAuthStates('Redis before another store', async () => {
    const { servers, ttlMs } = await aWorld();
    const second = new MemorySharedState(new FakeClock());
    // The servers call `forgetExpired` themselves.
    const [one, other] = servers.map((shared) => new FallbackSharedState(shared as RedisSharedState, second));
    return { servers: [one as SharedState, other as SharedState], ttlMs };
  });
});
