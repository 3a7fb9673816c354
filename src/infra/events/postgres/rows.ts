import { defineEntity, p, Type } from '@mikro-orm/core';
import type { LoggedEvent } from '../../../domain/events/event.ts';
import type { Json } from '../../../domain/shared/json.ts';

/** A transaction id of PostgreSQL (`xid8`). Drivers read it as text. */
class TransactionIdType extends Type<bigint, string> {
  override convertToDatabaseValue(value: bigint): string {
    return String(value);
  }

  override convertToJSValue(value: string): bigint {
    return BigInt(value);
  }

  override compareAsType(): string {
    return 'string';
  }

  override getColumnType(): string {
    return 'xid8';
  }
}

export const EventRow = defineEntity({
  name: 'EventRow',
  tableName: 'events',
  properties: {
    workspaceId: p.text().primary(),
    stream: p.text().primary(),
    seq: p.integer().primary().check('seq > 0'),
    kind: p.text(),
    at: p.datetime(3),
    data: p.json<Json>().nullable(),
    salt: p.text().nullable(),
    digest: p.text(),
    hash: p.text(),
    /** Only the event feed reads these two columns. */
    position: p.bigint().generated('identity').autoincrement().lazy(),
    transactionId: p.type(TransactionIdType).defaultRaw('pg_current_xact_id()').lazy(),
  },
  indexes: [{ name: 'events_by_position', properties: ['transactionId', 'position'] }],
});

/**
 * The columns of an event without its position in the log. Events are read as mapped rows (`qb().execute()`), not as
 * entities: see docs/decisions/repositories.md.
 */
export const EVENT_FIELDS = [
  ...(['workspaceId', 'stream', 'seq', 'kind', 'at', 'data', 'salt', 'digest', 'hash'] as const),
];

/** From an entity or a mapped row. */
export function toEvent(
  row: {
    readonly [Field in keyof LoggedEvent]: null extends LoggedEvent[Field]
      ? LoggedEvent[Field] | undefined
      : LoggedEvent[Field];
  },
): LoggedEvent {
  const { workspaceId, stream, seq, kind, at, data = null, salt = null, digest, hash } = row;
  return { workspaceId, stream, seq, kind, at, data, salt, digest, hash };
}

export const ReactorCheckpointRow = defineEntity({
  name: 'ReactorCheckpointRow',
  tableName: 'reactor_checkpoints',
  properties: {
    reactor: p.text().primary(),
    transactionId: p.type(TransactionIdType).defaultRaw("'0'"),
    position: p.bigint().defaultRaw('0'),
    failures: p.integer().default(0),
    pausedUntil: p.datetime(3).nullable(),
  },
});

export const EVENT_ENTITIES = [EventRow, ReactorCheckpointRow];
