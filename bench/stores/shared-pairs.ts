import { raw } from '@mikro-orm/core';
import { PostgresSharedState, SharedStateRow } from '../../src/infra/shared-state/postgres.ts';
import type { Place } from '../events/places.ts';
import type { Pair } from './pair.ts';
import * as sql from './statements.ts';

const KEYS = 100;
const HOUR_MS = 3_600_000;

/** Of values that the nodes share. */
export async function sharedPairs({ database }: Place): Promise<readonly Pair[]> {
  const shared = new PostgresSharedState(database);
  await shared.compareAndSet('nodes/one', undefined, { host: 'one' }, HOUR_MS);
  const points = (form: string, at: number) =>
    Array.from({ length: KEYS }, (_, key) => ({ key: `rate:${form}:${at % 10}:${key}`, points: 3 }));
  return [
    {
      ...{ what: `count points of ${KEYS} keys`, used: 'raw', isHot: true },
      repository: (at) => sql.takePointsThroughRepository(database, points('repository', at)),
      raw: (at) => database.query(sql.TAKE_POINTS, sql.columnsOf(points('raw', at))),
    },
    {
      ...{ what: 'read a shared value', used: 'repository', isHot: false },
      repository: () => shared.get('nodes/one'),
      raw: () => database.query(sql.SHARED_VALUE, ['nodes/one']),
    },
    {
      ...{ what: 'write a shared value', used: 'repository', isHot: false },
      repository: () =>
        database.repository(SharedStateRow, (values) =>
          values.nativeUpdate(
            { key: 'nodes/one', expiresAt: { $gt: raw<Date>('clock_timestamp()') } },
            { value: { host: 'one' }, version: raw<string>('default') },
          ),
        ),
      raw: () => database.query(sql.WRITE_SHARED_VALUE, ['nodes/one', '{"host":"one"}']),
    },
  ];
}
