import type { Client } from 'pg';
import { CannotStart } from '../cannot-start.ts';
import { refuseMissingRights } from './rights.ts';
import { sessionClient } from './session-client.ts';

export interface Inspected {
  readonly url: string;
  readonly schema?: string | undefined;
  readonly poolTimeoutMs: number;
  readonly poolSize: number;
  /** Names of the tables that a server uses. */
  readonly tables?: readonly string[] | undefined;
  /** Processes of this server on this machine. */
  readonly processes?: number | undefined;
}

const MAX_PROBE_MS = 5_000;
/** Connections of a process beside its pool: for jobs and notifications. */
const BESIDE_POOL = 8;
const DEFAULT_SCHEMA = 'public';
/** Where the tables are by the search path that the role or the database has by itself. */
const OWN_SCHEMA = `select nspname as schema from pg_catalog.pg_class join pg_catalog.pg_namespace as n on n.oid = relnamespace
  where pg_class.oid = to_regclass('migrations')`;
const HAS_TABLES = "select to_regclass('migrations') is not null as there";
const ENCODING = "select current_database() as name, current_setting('server_encoding') as encoding";
const ROOM = `select
  current_setting('max_connections')::int - case when rolsuper then 0 else
    current_setting('superuser_reserved_connections')::int
    + coalesce(current_setting('reserved_connections', true)::int, 0) end as server,
  case when rolsuper then -1 else rolconnlimit end as role,
  case when rolsuper then -1 else datconnlimit end as database
  from pg_catalog.pg_roles, pg_catalog.pg_database where rolname = current_user and datname = current_database()`;

/**
 * Looks at the server before anything is opened on it. Returns warnings for the operator. Throws when the database does not
 * exist, does not respond or takes no writes, `CannotStart` when it cannot be used as it is set up.
 */
export async function inspect(options: Inspected): Promise<readonly string[]> {
  return connected(options, async (client) => {
    await refusePoolerOfTransactions(client, options);
    await refuseOtherEncoding(client);
    await refuseOtherSchema(client, options);
    await refuseMissingRights(client, options.schema ?? DEFAULT_SCHEMA, options.tables ?? []);
    return sizeWarnings(client, options);
  });
}

async function connected<T>(
  { url, schema, poolTimeoutMs }: Inspected,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  // Not as long as the pool waits: a wrong address is to be told soon.
  const connectionTimeoutMillis = Math.min(poolTimeoutMs, MAX_PROBE_MS);
  const SessionClient = sessionClient({ schema, statementTimeoutMs: MAX_PROBE_MS });
  const client = new SessionClient({ connectionString: url, connectionTimeoutMillis, application_name: 'aragora' });
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * Two open sessions on one process of the server: a pooler lends it out for each transaction. Neither settings nor
 * notifications belong to a session then.
 */
async function refusePoolerOfTransactions(client: Client, options: Inspected): Promise<void> {
  const pid = await processOf(client);
  // A pooler tells a number of its own.
  if ((client as unknown as { processID: number }).processID === pid) return;
  if (pid !== (await connected(options, processOf))) return;
  throw new CannotStart(
    'A pooler in front of PostgreSQL lends connections out for single transactions, which loses notifications and the ' +
      'settings of sessions. Set it to session mode (PgBouncer: pool_mode = session), or write the address of PostgreSQL ' +
      'itself into DATABASE_URL.',
  );
}

/** In other encodings, many texts cannot be stored, or are cut within a character. */
async function refuseOtherEncoding(client: Client): Promise<void> {
  const { name, encoding } = (await client.query(ENCODING)).rows[0] as { name: string; encoding: string };
  if (encoding === 'UTF8') return;
  throw new CannotStart(
    `The database "${name}" has the encoding ${encoding}, which cannot hold every text. Create one with ENCODING 'UTF8' TEMPLATE template0, and write it into DATABASE_URL.`,
  );
}

/** Tables in another schema would be taken for missing, and made again. */
async function refuseOtherSchema(client: Client, { schema = DEFAULT_SCHEMA }: Inspected): Promise<void> {
  if ((await client.query(HAS_TABLES)).rows[0]?.there) return;
  await client.query('begin');
  await client.query('reset search_path');
  const [found] = (await client.query(OWN_SCHEMA)).rows as { schema: string }[];
  await client.query('rollback');
  // Another process may have made them just now.
  if (!found || found.schema === schema) return;
  throw new CannotStart(
    `The tables are in the schema "${found.schema}", which the search_path of the role or the database names, and not in "${schema}". Set ARAGORA_DB_SCHEMA=${found.schema}.`,
  );
}

async function sizeWarnings(client: Client, { poolSize, processes = 1 }: Inspected): Promise<readonly string[]> {
  const [room] = (await client.query(ROOM)).rows as { server: number; role: number; database: number }[];
  const needed = (poolSize + BESIDE_POOL) * processes;
  const limits = [
    { most: room?.server ?? -1, of: 'max_connections of the server, less the reserved ones' },
    { most: room?.role ?? -1, of: 'CONNECTION LIMIT of the role' },
    { most: room?.database ?? -1, of: 'CONNECTION LIMIT of the database' },
  ];
  const each = `${processes} ${processes === 1 ? 'process' : 'processes'} with ARAGORA_DB_POOL_SIZE=${poolSize} and ${BESIDE_POOL} more`;
  return limits
    .filter(({ most }) => most >= 0 && needed > most)
    .map(
      ({ most, of }) =>
        `This server may open ${needed} connections to PostgreSQL (${each}), and ${most} are allowed (${of}). Lower ARAGORA_DB_POOL_SIZE or ARAGORA_WORKERS, or raise the limit.`,
    );
}

async function processOf(client: Client): Promise<number> {
  return Number((await client.query('select pg_backend_pid() as pid')).rows[0]?.pid);
}
