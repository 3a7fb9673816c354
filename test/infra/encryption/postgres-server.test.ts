import { describe } from 'vitest';
import { openPostgres } from '../../support/services/databases.ts';
import { postgresUrl } from '../../support/services/postgres-url.ts';
import { describeEnvelopeColumn } from './envelope-column.ts';

describe.skipIf(postgresUrl === undefined)('with a PostgreSQL server', () => {
  describeEnvelopeColumn('PostgreSQL', () => openPostgres(postgresUrl ?? ''));
});
