import { raw } from '@mikro-orm/core';
import type { StreamRef } from '../../src/domain/events/ports.ts';
import type { Database } from '../../src/infra/postgres/database.ts';
import { SharedStateRow } from '../../src/infra/shared-state/postgres.ts';

export const COMMANDS = `select id::text, kind, debate_id as "debateId", workspace_id as "workspaceId",
  requested_by as "requestedBy", text from debate_commands where debate_id = $1 order by debate_commands.id`;
export const RENEW = `update debates set lease_expires_at = now() + $1 * interval '1 ms'
  where id = $2 and fence = $3 returning id`;
export const RELEASE = 'update debates set lease_holder = null, lease_expires_at = null where id = $1 and fence = $2';
export const CLAIM = `with free as (
    select id, lease_holder from debates where id = $1 and ended_at is null
      and (lease_holder is null or lease_expires_at < now()) for update)
  update debates set fence = fence + 1, lease_holder = $2, lease_expires_at = now() + $3 * interval '1 ms'
  from free where debates.id = free.id returning fence, free.lease_holder as former`;
export const SHARED_VALUE = `select key, value::text as value, version::text as version from shared_state
  where key = $1 and expires_at > clock_timestamp()`;
export const WRITE_SHARED_VALUE = `update shared_state set value = $2::jsonb, version = default
  where key = $1 and expires_at > clock_timestamp() returning key`;
export const ADD_CHECKPOINT = 'insert into reactor_checkpoints (reactor) values ($1) on conflict (reactor) do nothing';
export const TAKE_CHECKPOINT = `select transaction_id::text as transaction_id, position::text as position
  from reactor_checkpoints where reactor = $1 for update skip locked`;

const EVENTS = `select workspace_id, stream, seq, kind, (extract(epoch from at) * 1000)::bigint::text as at_ms,
    data::text as data, salt, digest, hash
  from events where workspace_id = $1 and stream = $2 and seq > 0 order by seq limit $3`;

const FEED = `select workspace_id, stream, seq, kind, (extract(epoch from at) * 1000)::bigint::text as at_ms,
    data::text as data, salt, digest, hash, transaction_id::text as transaction_id, position::text as position
  from events where (transaction_id, position) > ($1::xid8, 0::bigint)
    and transaction_id < pg_snapshot_xmin(pg_current_snapshot())
  order by events.transaction_id, events.position limit $2`;

interface Row {
  readonly at_ms: string;
  readonly data: string | null;
}

export async function readEvents(database: Database, ref: StreamRef, limit: number): Promise<unknown> {
  return (await database.query<Row>(EVENTS, [ref.workspaceId, ref.stream, limit])).map(toEvent);
}

export async function readFeed(database: Database, limit: number, after = '0'): Promise<unknown> {
  const rows = await database.query<Row & { transaction_id: string; position: string }>(FEED, [after, limit]);
  return rows.map(({ transaction_id, position, ...row }) => ({
    position: { transactionId: BigInt(transaction_id), position: BigInt(position) },
    event: toEvent(row),
  }));
}

function toEvent({ at_ms, data, ...row }: Row): unknown {
  return { ...row, at: new Date(Number(at_ms)), data: data === null ? null : JSON.parse(data) };
}

interface Points {
  readonly key: string;
  readonly points: number;
}

/** The statement of `PostgresCounter`. */
export const TAKE_POINTS = `insert into shared_state (key, value, expires_at)
  select key, to_jsonb(points), clock_timestamp() + interval '2 minutes'
  from unnest($1::text[], $2::bigint[]) as taken (key, points) order by key
  on conflict (key) do update
  set value = to_jsonb(shared_state.value::bigint + excluded.value::bigint), version = default
  returning key, value::text as points`;

export function columnsOf(taken: readonly Points[]): unknown[] {
  return [taken.map(({ key }) => key), taken.map(({ points }) => points)];
}

export function takePointsThroughRepository(database: Database, taken: readonly Points[]): Promise<unknown> {
  const rows = taken
    .toSorted((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ key, points }) => ({
      key,
      value: points,
      expiresAt: raw<Date>("clock_timestamp() + interval '2 minutes'"),
    }));
  const sum = raw<object>('to_jsonb(shared_state.value::bigint + excluded.value::bigint)');
  return database.repository(SharedStateRow, (values) => {
    const insert = values
      .qb()
      .insert(rows)
      .onConflict('key')
      .merge({ value: sum, version: raw<string>('default') });
    return insert.returning(['key', 'value']).execute('all');
  });
}
