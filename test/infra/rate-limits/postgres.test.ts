import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PostgresCounter } from '../../../src/infra/rate-limits/postgres.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { openPostgres, type TestDatabase } from '../../support/services/databases.ts';
import { postgresUrl } from '../../support/services/postgres-url.ts';
import { PATIENCE } from '../../support/waiting.ts';

const MINUTE_MS = 60_000;

describe.skipIf(postgresUrl === undefined)('rate limits that are counted on PostgreSQL', () => {
  let there: TestDatabase;
  let clock: FakeClock;
  beforeAll(async () => {
    there = await openPostgres(postgresUrl ?? '');
  });
  beforeEach(async () => {
    await there.stores();
    clock = new FakeClock();
  });
  afterAll(() => there.close());

  const aNode = (limit: number, kind = 'user') => new PostgresCounter({ database: there.database, clock }, kind, limit);

  async function countOf(node: PostgresCounter, times: number, key = 'ann'): Promise<number> {
    let count = 0;
    for (let at = 0; at < times; at++) if (!(await node.take(key, 1)).isRefused) count++;
    return count;
  }

  // Each test that reads uses its own kind, because nodes of other tests may still write their counts.
  const told = async (kind: string) => {
    const rows = await there.database.query<{ points: string }>(
      'select value::text as points from shared_state where starts_with(key, $1)',
      [`rate:${kind}:`],
    );
    return rows.map(({ points }) => Number(points)).sort((one, other) => one - other);
  };

  it('are shared by all nodes, and read at the first request of a key', async () => {
    const [one, another] = [aNode(20, 'both'), aNode(20, 'both')];
    expect(await countOf(one, 12)).toBe(12);
    await expect.poll(() => told('both'), PATIENCE).toEqual([12]);
    expect((await another.take('ann', 1)).allowance).toMatchObject({ limit: 20, remaining: 7 });
    expect(await countOf(another, 20)).toBe(7);
    // The other node learns that no points are left.
    await expect.poll(async () => (await one.take('ann', 1)).isRefused, PATIENCE).toBe(true);
  });

  it('are written twice a second and not for every request, for any number of keys', async () => {
    let statements = 0;
    const counted = Object.create(there.database, {
      query: {
        value: (...args: Parameters<typeof there.database.query>) => {
          statements++;
          return there.database.query(...args);
        },
      },
    });
    const node = new PostgresCounter({ database: counted, clock }, 'many', 10_000);
    const keys = Array.from({ length: 50 }, (_, at) => `user ${at}`);
    await Promise.all(keys.map((key) => node.take(key, 1)));
    expect(statements).toBe(1);
    await Promise.all(Array.from({ length: 1_000 }, (_, at) => node.take(keys[at % 50] ?? '', 2)));
    await expect.poll(() => told('many'), PATIENCE).toEqual(Array(50).fill(41));
    expect(statements).toBeLessThan(20);
  });

  it('start again every minute, and separately for each key and kind', async () => {
    const [node, other] = [aNode(5), aNode(5, 'key')];
    expect(await countOf(node, 7)).toBe(5);
    expect([await countOf(node, 1, 'ben'), await countOf(other, 1)]).toEqual([1, 1]);
    const { resetAt } = (await node.take('ann', 1)).allowance;
    expect(resetAt.getTime() - clock.now().getTime()).toBeGreaterThan(0);
    expect(resetAt.getTime() - clock.now().getTime()).toBeLessThanOrEqual(MINUTE_MS);
    await clock.advance(MINUTE_MS);
    expect(await countOf(node, 7)).toBe(5);
  });

  it('are counted by each node for itself while the database is unavailable', async () => {
    const query = () => Promise.reject(new Error('away'));
    const node = new PostgresCounter(
      { database: Object.create(there.database, { query: { value: query } }), clock },
      'user',
      5,
    );
    expect(await countOf(node, 7)).toBe(5);
  });
});
