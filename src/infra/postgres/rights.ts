import type { Client } from 'pg';
import { CannotStart } from '../cannot-start.ts';
import { quoted } from './session-settings.ts';
import { hasCode } from './unavailable.ts';

/** SQLSTATE `insufficient_privilege`. */
const NO_RIGHT = /^42501$/;
/** Schema of the tables of jobs. */
const JOBS = 'jobs';
/** Number of names in a message. */
const MAX_NAMED = 5;

/** A table that the role cannot use, and the owner of the table. */
interface ClosedTable {
  readonly name: string;
  readonly owner: string;
  /** Whether the rights are there, and row-level security hides rows. */
  readonly hidesRows: boolean;
}

interface Rights {
  readonly role: string;
  readonly database: string;
  readonly createsSchemas: boolean;
  readonly schema: SchemaRights | null;
  readonly jobs: SchemaRights | null;
}

interface SchemaRights {
  readonly isUsable: boolean;
  readonly isCreatable: boolean;
  readonly hasTables: boolean;
  readonly closed: readonly ClosedTable[] | null;
}

interface Missing {
  readonly what: string;
  readonly remedy: string;
}

/** The audit log takes no changes: an administrator may withhold the rights for them. */
const NEEDED = `case when relname = 'audit_entries' then array['select', 'insert'] else array['select', 'insert', 'update', 'delete'] end`;
const CLOSED = `select jsonb_agg(jsonb_build_object('name', relname, 'owner', pg_get_userbyid(relowner),
    'hidesRows', row_security_active(pg_class.oid)) order by relname)
  from pg_catalog.pg_class where relnamespace = pg_namespace.oid and relkind in ('r', 'p')
    and (nspname <> $1 or relname = any($2)) and (row_security_active(pg_class.oid)
    or exists (select from unnest(${NEEDED}) as needed where not has_table_privilege(pg_class.oid, needed)))`;
const ofSchema = (name: string, table: string) => `(select jsonb_build_object(
    'isUsable', has_schema_privilege(oid, 'usage'), 'isCreatable', has_schema_privilege(oid, 'create'),
    'hasTables', exists (select from pg_catalog.pg_class where relnamespace = pg_namespace.oid and relname = '${table}'),
    'closed', (${CLOSED}))
  from pg_catalog.pg_namespace where nspname = ${name})`;
const RIGHTS = `select current_user as role, current_database() as database,
  has_database_privilege(current_database(), 'create') as "createsSchemas",
  ${ofSchema('$1', 'migrations')} as schema, ${ofSchema(`'${JOBS}'`, 'version')} as jobs`;

/** Throws `CannotStart` when the role lacks rights that a server with these tables needs, and names them. */
export async function refuseMissingRights(client: Client, schema: string, tables: readonly string[]): Promise<void> {
  const rights = (await client.query(RIGHTS, [schema, tables])).rows[0] as Rights;
  if (rights.schema === null) throw noSchema(rights, schema);
  const missing = [
    ...missingIn(rights, schema, rights.schema),
    ...(rights.jobs === null ? [] : missingIn(rights, JOBS, rights.jobs)),
    ...(rights.jobs?.hasTables || rights.createsSchemas ? [] : [createsNoSchema(rights)]),
  ];
  if (missing.length === 0) return;
  throw new CannotStart(
    `The database role "${rights.role}" lacks rights in the database "${rights.database}": ${missing.map(({ what }) => what).join('; ')}. ` +
      `Let an administrator run: ${missing.map(({ remedy }) => `${remedy};`).join(' ')}`,
  );
}

/** Rethrows an error of the database, as `CannotStart` when the role lacks a right. */
export function missingRight(error: unknown): never {
  if (!hasCode(error, NO_RIGHT)) throw error;
  const { message } = error as Error;
  const advice = 'Write the role that owns the tables into DATABASE_URL, or let an administrator grant the right.';
  throw new CannotStart(`The database refuses its role a right: ${message}. ${advice}`, { cause: error });
}

function missingIn({ role }: Rights, schema: string, rights: SchemaRights): readonly Missing[] {
  const [at, to] = [quoted(schema), quoted(role)];
  const found: Missing[] = [];
  if (!rights.isUsable)
    found.push({ what: `USAGE on the schema "${schema}"`, remedy: `GRANT USAGE ON SCHEMA ${at} TO ${to}` });
  if (!rights.hasTables && !rights.isCreatable)
    found.push({ what: `CREATE on the schema "${schema}"`, remedy: `GRANT CREATE ON SCHEMA ${at} TO ${to}` });
  const closed = rights.hasTables ? (rights.closed ?? []) : [];
  const denied = closed.filter(({ hidesRows }) => !hidesRows);
  if (denied.length > 0)
    found.push({
      what: `SELECT, INSERT, UPDATE and DELETE on ${named(denied)}`,
      remedy: `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${at} TO ${to}`,
    });
  const hidden = closed.filter(({ hidesRows }) => hidesRows);
  if (hidden.length > 0)
    found.push({
      what: `all rows, which row-level security hides, of ${named(hidden)}`,
      remedy: `ALTER ROLE ${to} BYPASSRLS`,
    });
  return found;
}

function createsNoSchema({ role, database }: Rights): Missing {
  return {
    what: `CREATE on the database, for the schema "${JOBS}"`,
    remedy: `GRANT CREATE ON DATABASE ${quoted(database)} TO ${quoted(role)}`,
  };
}

function noSchema({ role, database }: Rights, schema: string): CannotStart {
  const create = `CREATE SCHEMA ${quoted(schema)} AUTHORIZATION ${quoted(role)};`;
  return new CannotStart(
    `The database "${database}" has no schema "${schema}". Correct ARAGORA_DB_SCHEMA, or let an administrator run: ${create}`,
  );
}

function named(tables: readonly ClosedTable[]): string {
  const rest = tables.length > MAX_NAMED ? ` and ${tables.length - MAX_NAMED} more tables` : '';
  const owners = [...new Set(tables.map(({ owner }) => `"${owner}"`))].join(', ');
  const names = tables.slice(0, MAX_NAMED).map(({ name }) => name);
  return `${names.join(', ')}${rest} (owned by ${owners})`;
}
