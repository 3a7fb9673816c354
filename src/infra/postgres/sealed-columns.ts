import type { EntityMetadata, EntityProperty } from '@mikro-orm/core';
import { HEAD_BYTES, keyIdInHead } from '../../domain/encryption/envelope.ts';
import type { KeyUse } from '../../domain/encryption/key-use.ts';
import type { Database } from './database.ts';
import { EnvelopeType } from './envelope-type.ts';

/** A column with many keys is a defect; the others would not fit into a message anyway. */
const MAX_KEYS = 100;

/**
 * The keys that the stored fields are encrypted with, by column. The mapping of the tables says which columns hold
 * envelopes, so a new one is included by itself.
 */
export async function readKeyUses(database: Database): Promise<readonly KeyUse[]> {
  const uses: KeyUse[] = [];
  for (const { table, column } of sealedColumns(database)) uses.push(...(await usesIn(database, table, column)));
  return uses;
}

interface SealedColumn {
  readonly table: string;
  readonly column: string;
}

function sealedColumns({ orm }: Database): readonly SealedColumn[] {
  return [...orm.getMetadata().getAll().values()].flatMap((entity: EntityMetadata) =>
    (entity.props as readonly EntityProperty[])
      .filter(({ customType }) => customType instanceof EnvelopeType)
      .flatMap(({ fieldNames }) => fieldNames.map((column) => ({ table: entity.tableName, column }))),
  );
}

async function usesIn(database: Database, table: string, column: string): Promise<readonly KeyUse[]> {
  // The names come from the mapping, never from outside.
  const head = `substring("${column}" from 1 for ${HEAD_BYTES})`;
  const sql = `select ${head} as head, count(*)::int as fields from "${table}" where "${column}" is not null
    group by 1 order by 1 limit ${MAX_KEYS}`;
  const rows = await database.query<{ head: Uint8Array; fields: number }>(sql, []);
  return rows.flatMap(({ head: bytes, fields }) => {
    const keyId = keyIdInHead(bytes);
    return keyId === undefined ? [] : [{ keyId, column: `${table}.${column}`, fields }];
  });
}
