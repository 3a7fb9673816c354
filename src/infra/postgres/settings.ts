import { postgresUrl } from '../config/network-types.ts';
import { type Settings, setting } from '../config/setting.ts';
import { Rejected, valueType, wholeNumber } from '../config/value-types.ts';

const schemaName = valueType('a name of lower-case letters, digits and `_`', (value) =>
  /^[a-z_][a-z0-9_]{0,62}$/.test(value) ? value : new Rejected('it is not such a name'),
);

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
  dbSchema: setting({
    name: 'ARAGORA_DB_SCHEMA',
    type: schemaName,
    default: 'public',
    description: 'PostgreSQL schema of the tables. The `search_path` of the role or the database is not used.',
    group: 'persistence',
  }),
  dbPoolSize: setting({
    name: 'ARAGORA_DB_POOL_SIZE',
    type: wholeNumber(2, 500, 'connections'),
    default: '10',
    description: 'Maximum number of connections of one process to PostgreSQL. Each worker process has its own.',
    group: 'persistence',
  }),
  dbPoolTimeoutSeconds: setting({
    name: 'ARAGORA_DB_POOL_TIMEOUT',
    type: wholeNumber(1, 600, 'seconds'),
    default: '30',
    description: 'Seconds to wait for a free connection to PostgreSQL.',
    group: 'persistence',
  }),
  dbStatementTimeoutSeconds: setting({
    name: 'ARAGORA_DB_STATEMENT_TIMEOUT',
    type: wholeNumber(1, 600, 'seconds'),
    default: '30',
    description: 'Maximum duration of a statement of the server on PostgreSQL, in seconds.',
    group: 'persistence',
  }),
} as const satisfies Settings;
