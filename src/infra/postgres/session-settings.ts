/** What differs between the sessions of a process. */
export interface SessionOptions {
  /** The PostgreSQL schema; `public` when left out. */
  readonly schema?: string | undefined;
  /** Maximum time of one statement; unlimited when left out. */
  readonly statementTimeoutMs?: number | undefined;
}

/** A setting, the value that a session gets, and the values that may stay. */
export interface SessionSetting {
  readonly name: string;
  readonly value: string;
  readonly allowed: readonly string[];
}

/** A transaction without statements may last this much longer than a statement: a stopped process must not hold locks. */
const IDLE_IN_TRANSACTION_MS = 30_000;

/**
 * The settings that results depend on. A database, a role or a pooler may have changed each of them; those that this server
 * version does not know are left out.
 */
export function sessionSettings({ schema = 'public', statementTimeoutMs = 0 }: SessionOptions): SessionSetting[] {
  const idleMs = statementTimeoutMs === 0 ? 0 : statementTimeoutMs + IDLE_IN_TRANSACTION_MS;
  return [
    fixed('default_transaction_isolation', 'read committed'),
    fixed('default_transaction_read_only', 'off'),
    fixed('default_transaction_deferrable', 'off'),
    fixed('search_path', quoted(schema)),
    fixed('DateStyle', 'ISO, MDY'),
    fixed('IntervalStyle', 'postgres'),
    fixed('TimeZone', 'UTC'),
    fixed('client_encoding', 'UTF8'),
    // With `off`, a backslash in a text would end the literals that the mapper writes.
    fixed('standard_conforming_strings', 'on'),
    fixed('bytea_output', 'hex'),
    fixed('extra_float_digits', '1'),
    fixed('array_nulls', 'on'),
    fixed('transform_null_equals', 'off'),
    // With `on`, rows that a policy hides would be taken for missing. With `off`, the query fails.
    fixed('row_security', 'off'),
    // With `on`, each refused statement would end its session.
    fixed('exit_on_error', 'off'),
    // PostgreSQL refuses partitioned tables where this names the tablespace of the database itself.
    fixed('default_tablespace', ''),
    fixed('statement_timeout', String(statementTimeoutMs)),
    fixed('lock_timeout', '0'),
    fixed('idle_in_transaction_session_timeout', String(idleMs)),
    fixed('idle_session_timeout', '0'),
    fixed('transaction_timeout', '0'),
    // Stronger promises than `on` are left to the operator. `off` would lose what was acknowledged.
    { name: 'synchronous_commit', value: 'on', allowed: ['on', 'remote_apply', 'remote_write', 'local'] },
  ];
}

/**
 * Comes first and reads nothing: with a short limit, or as a deferrable transaction, the other statements of the preparation
 * could fail or wait.
 */
export function firstStatement({ statementTimeoutMs = 0 }: SessionOptions): string {
  return [
    `set statement_timeout = ${statementTimeoutMs}`,
    "set default_transaction_isolation = 'read committed'",
    'set default_transaction_deferrable = off',
    'set default_transaction_read_only = off',
  ].join('; ');
}

/** Settings that only an administrator can correct. With another value, triggers and foreign keys would not work. */
export const CHECKED_ONLY: readonly SessionSetting[] = [fixed('session_replication_role', 'origin')];

function fixed(name: string, value: string): SessionSetting {
  return { name, value, allowed: [value] };
}

/** As PostgreSQL prints it: a plain name has no quotes. */
export function quoted(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}
