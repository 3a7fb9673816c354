import { describe } from 'vitest';
import { openPostgres } from '../../support/services/databases.ts';
import { postgresUrl } from '../../support/services/postgres-url.ts';
import { describeDatabase } from './database.ts';

describe.skipIf(postgresUrl === undefined)('with a PostgreSQL server', () => {
  describeDatabase('PostgreSQL', () => openPostgres(postgresUrl ?? ''));
});
