import { postgresUrl } from '../config/network-types.ts';
import { type Settings, setting } from '../config/setting.ts';
import { wholeNumber } from '../config/value-types.ts';

/** The database. */
export const POSTGRES_SETTINGS = {
  databaseUrl: setting({
    name: 'DATABASE_URL',
    type: postgresUrl(),
    default: undefined,
    example: 'postgres://aragora:password@localhost:5432/aragora',
    description: 'PostgreSQL database. Unset: the embedded database in `ARAGORA_DATA_DIR`.',
    group: 'persistence',
    secret: true,
  }),
  dbPoolSize: setting({
    name: 'ARAGORA_DB_POOL_SIZE',
    type: wholeNumber(2, 500, 'connections'),
    default: '10',
    description: 'Most connections that one process opens to PostgreSQL; each of several workers opens as many.',
    group: 'persistence',
  }),
  dbPoolTimeoutSeconds: setting({
    name: 'ARAGORA_DB_POOL_TIMEOUT',
    type: wholeNumber(1, 600, 'seconds'),
    default: '30',
    description: 'Seconds to wait for a free connection before giving up.',
    group: 'persistence',
  }),
  dbStatementTimeoutSeconds: setting({
    name: 'ARAGORA_DB_STATEMENT_TIMEOUT',
    type: wholeNumber(1, 600, 'seconds'),
    default: '30',
    description: 'Seconds that a statement of the server may take on PostgreSQL before it is given up.',
    group: 'persistence',
  }),
} as const satisfies Settings;
