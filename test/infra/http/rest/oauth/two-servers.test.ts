import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SharedState } from '../../../../../src/domain/shared/ports.ts';
import { systemRandom } from '../../../../../src/infra/runtime.ts';
import { PostgresSharedState } from '../../../../../src/infra/shared-state/postgres.ts';
import { RedisSharedState } from '../../../../../src/infra/shared-state/redis.ts';
import { openPostgres, type TestDatabase } from '../../../../support/services/databases.ts';
import { postgresUrl } from '../../../../support/services/postgres-url.ts';
import { aNamespace, linksTo } from '../../../../support/services/redis-links.ts';
import { redisUrl } from '../../../../support/services/redis-url.ts';
import { Browser } from './browser.ts';
import { aRealProvider } from './real-provider.ts';
import { aSignInServer, CALLBACK, ERROR, GOOGLE, PUBLIC, START, SUCCESS } from './sign-in-server.ts';

function describeTwoServers(name: string, openShared: () => Promise<readonly [SharedState, SharedState]>): void {
  describe(`two servers that share ${name}`, () => {
    async function aWorld() {
      const { issuer } = await aRealProvider(CALLBACK);
      const settings = { ...GOOGLE, GOOGLE_OAUTH_ISSUER: issuer };
      const [one, other] = await openShared();
      const here = await aSignInServer({ settings, shared: one });
      const there = await aSignInServer({ settings, shared: other });
      const browser = new Browser();
      browser.balanced.set(PUBLIC, here.url);
      const callback = await browser.ledTo(START, CALLBACK);
      browser.balanced.set(PUBLIC, there.url);
      return { browser, callback, here, there };
    }

    it('finish a sign-in that began on the other server, and not again on the first', async () => {
      const { browser, callback, here } = await aWorld();
      expect((await browser.get(callback)).location).toBe(`${SUCCESS}#sign-in=once-only`);
      browser.balanced.set(PUBLIC, here.url);
      expect((await browser.get(callback)).location).toBe(`${ERROR}?error=STATE_INVALID`);
    });

    it('sign in once when the same callback reaches both at the same time', async () => {
      const { browser, callback, here, there } = await aWorld();
      const ends = Array.from({ length: 10 }, (_, nth) => {
        browser.balanced.set(PUBLIC, nth % 2 ? here.url : there.url);
        return browser.get(callback);
      });
      const locations = (await Promise.all(ends)).map(({ location }) => location);
      expect(locations.filter((location) => location?.startsWith(SUCCESS))).toHaveLength(1);
      expect([...here.signedIn, ...there.signedIn]).toHaveLength(1);
    });
  });
}

describe.skipIf(postgresUrl === undefined)('with PostgreSQL,', () => {
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await openPostgres(postgresUrl ?? '');
  });
  afterAll(() => opened?.close());

  describeTwoServers('PostgreSQL', async () => [
    new PostgresSharedState(opened.database),
    new PostgresSharedState(opened.database),
  ]);
});

describe.skipIf(redisUrl === undefined)('with Redis,', () => {
  const aLink = linksTo(redisUrl ?? 'redis://unused');
  const shared = async (namespace: string) => new RedisSharedState(await aLink(namespace), systemRandom);

  describeTwoServers('Redis', async () => {
    const namespace = aNamespace();
    return [await shared(namespace), await shared(namespace)];
  });
});
