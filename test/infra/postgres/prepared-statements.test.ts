import { describe, expect, it, onTestFinished } from 'vitest';
import { prepared } from '../../../src/infra/postgres/prepared-statements.ts';
import { sessionClient } from '../../../src/infra/postgres/session-client.ts';
import { postgresUrl } from '../../support/services/postgres-url.ts';

const ADDED = prepared('select $1::int + 1 as sum');
const PREPARED = 'select statement, generic_plans + custom_plans as used from pg_prepared_statements';

describe.skipIf(postgresUrl === undefined)('a prepared statement', () => {
  it('is prepared once on each connection, and all others are not', async () => {
    const SessionClient = sessionClient({});
    const client = new SessionClient({ connectionString: postgresUrl ?? '' });
    await client.connect();
    onTestFinished(() => client.end());
    for (const value of [1, 2, 3]) {
      expect((await client.query(ADDED, [value])).rows).toEqual([{ sum: value + 1 }]);
      expect((await client.query('select $1::int + 2 as sum', [value])).rows).toEqual([{ sum: value + 2 }]);
    }
    expect((await client.query(PREPARED)).rows).toEqual([{ statement: ADDED, used: '3' }]);
  });
});
