import type { Socket } from 'node:net';
import { Client, type QueryResult } from 'pg';
import { currentDeadline, type OperationDeadline, withoutDeadline } from '../operation-deadline.ts';
import { preparedName } from './prepared-statements.ts';
import {
  CHECKED_ONLY,
  firstStatement,
  type SessionOptions,
  type SessionSetting,
  sessionSettings,
} from './session-settings.ts';

/** SQLSTATE `read_only_sql_transaction`. */
const READ_ONLY = '25006';
/** SQLSTATE `sqlserver_rejected_establishment_of_sqlconnection`: the session is not usable. */
const REJECTED = '08004';
const WANTED = `from jsonb_to_recordset($1::jsonb) as wanted(name text, value text, allowed jsonb)
  join pg_catalog.pg_settings as found on lower(found.name) = lower(wanted.name)
  where not wanted.allowed ? found.setting`;
const SET = `select set_config(wanted.name, wanted.value, false) ${WANTED}`;
const CHECK = `select pg_is_in_recovery() as "isStandby",
  (select jsonb_build_object('name', wanted.name, 'found', found.setting, 'wanted', wanted.value) ${WANTED} limit 1) as wrong`;
/** SQLSTATE `query_canceled`. */
const QUERY_CANCELED = '57014';
const MAX_ATTEMPTS = 20;
const PREPARED_WITHIN_MS = 10_000;
/** A server that is frozen never closes its side. */
const CLOSED_WITHIN_MS = 1_000;
/** Ends the statements of a client that has gone. Not every platform and version has it. */
const NOTICE_GONE_CLIENTS = "select set_config('client_connection_check_interval', '2s', false)";

/** The parts of the driver's client that it does not declare. */
interface Inner {
  readonly connection: {
    readonly stream: Socket;
    on(event: 'errorMessage', listener: (error: { readonly code?: string }) => void): void;
  };
}

/**
 * A client class whose sessions have the settings that results depend on. They are set by statements, because poolers drop
 * the parameters of the start, and then checked. `connect` fails when they do not hold, or when the server is a standby.
 *
 * A session that turns out to be read-only ends, so that no pool keeps it after a fail-over. A query also ends its
 * connection when the operation it belongs to is late.
 */
export function sessionClient(options: SessionOptions): typeof Client {
  const settings = sessionSettings(options);
  const first = firstStatement(options);
  return class SessionClient extends Client {
    constructor(...config: ConstructorParameters<typeof Client>) {
      super(...config);
      // An error between two owners of the connection must not end the process.
      this.on('error', () => {});
      innerOf(this).connection.on('errorMessage', ({ code }) => {
        // Later, so that the query first gets this error.
        if (code === READ_ONLY) setImmediate(() => socketOf(this).destroy());
      });
    }

    override connect(): Promise<Client>;
    override connect(callback: ((error: Error) => void) | ((error: null, client: Client) => void)): void;
    // biome-ignore lint/suspicious/noExplicitAny: a promise, or nothing with a callback.
    override connect(callback?: (...args: any[]) => void): any {
      const connected = super.connect().then(() => withoutDeadline(() => prepareInTime(this, settings, first)));
      const ready = connected.catch((error) => {
        socketOf(this).destroy();
        throw error;
      });
      if (!callback) return ready;
      // Outside of the promise, so that an error of the callback is not taken for one of the connection.
      ready.then(
        () => setImmediate(callback, null, this),
        (error) => setImmediate(callback, error),
      );
    }

    override end(): Promise<void>;
    override end(callback: (error: Error) => void): void;
    // biome-ignore lint/suspicious/noExplicitAny: a promise, or nothing with a callback.
    override end(...callback: any[]): any {
      const late = setTimeout(() => socketOf(this).destroy(), CLOSED_WITHIN_MS);
      this.once('end', () => clearTimeout(late));
      return super.end(...(callback as []));
    }

    // biome-ignore lint/suspicious/noExplicitAny: the driver overloads it seven times.
    override query(...args: any[]): any {
      const deadline = currentDeadline();
      // The server rolls back what was open.
      if (deadline?.stopsWork) socketOf(this).destroy();
      const result: unknown = Reflect.apply(super.query, this, namedWhenPrepared(args));
      if (deadline && result instanceof Promise) endWhenLate(this, deadline, result);
      return result;
    }
  } as unknown as typeof Client;
}

function namedWhenPrepared(args: readonly unknown[]): readonly unknown[] {
  const [text, values, ...rest] = args;
  const name = preparedName(text);
  return name === undefined ? args : [{ text, values, name }, ...rest];
}

/** The driver offers no other access to the socket. */
export function socketOf(client: unknown): Socket {
  return innerOf(client).connection.stream;
}

function innerOf(client: unknown): Inner {
  return client as Inner;
}

function endWhenLate(client: Client, deadline: OperationDeadline, result: Promise<QueryResult>): void {
  const stop = deadline.onLate(() => socketOf(client).destroy());
  result.then(stop, stop);
}

/** The driver's own deadline ends with the connection: a server may fall silent right after it. */
async function prepareInTime(
  client: Client,
  ...how: [settings: readonly SessionSetting[], first: string]
): Promise<void> {
  const late = setTimeout(() => socketOf(client).destroy(), PREPARED_WITHIN_MS);
  await prepare(client, ...how).finally(() => clearTimeout(late));
}

async function prepare(client: Client, settings: readonly SessionSetting[], first: string): Promise<void> {
  await untilInTime(client, first);
  await client.query(SET, [JSON.stringify(settings)]);
  await client.query(NOTICE_GONE_CLIENTS).catch(() => {});
  const { rows } = await client.query(CHECK, [JSON.stringify([...settings, ...CHECKED_ONLY])]);
  const { isStandby, wrong } = rows[0] as Checked;
  if (isStandby) throw coded(READ_ONLY, 'the server is a standby, which takes no writes');
  if (!wrong) return;
  const difference = `the session has ${wrong.name} = '${wrong.found}' in place of '${wrong.wanted}'`;
  throw coded(REJECTED, `${difference}. A pooler in front of PostgreSQL has to use its session mode`);
}

/** The limit of the database is valid until this statement has been executed, and may be too short for a busy machine. */
async function untilInTime(client: Client, statement: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return void (await client.query(statement));
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || (error as { code?: string }).code !== QUERY_CANCELED) throw error;
    }
  }
}

interface Checked {
  readonly isStandby: boolean;
  readonly wrong: { readonly name: string; readonly found: string; readonly wanted: string } | null;
}

function coded(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
