import { describe } from 'vitest';
import { openPostgres, postgresUrl } from '../../support/databases.ts';
import { describeDatabase } from './database.ts';

describe.skipIf(postgresUrl === undefined)('with a server', () => {
  describeDatabase('PostgreSQL', () => openPostgres(postgresUrl ?? ''));
});
