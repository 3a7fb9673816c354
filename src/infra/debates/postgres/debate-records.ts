import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { DebateRecords, RecordFilter } from '../../../domain/debates/ports.ts';
import type { DebateRecord } from '../../../domain/debates/verdict/debate-record.ts';
import { storable } from '../../../domain/shared/json.ts';
import type { Database } from '../../postgres/database.ts';

export const DebateRecordRow = defineEntity({
  name: 'DebateRecordRow',
  tableName: 'debate_records',
  properties: {
    debateId: p.text().primary(),
    workspaceId: p.text(),
    kind: p.text().nullable(),
    answer: p.text().nullable(),
    record: p.json<DebateRecord>(),
    position: p.bigint().nullable(),
  },
});

export class PostgresDebateRecords implements DebateRecords {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async add(workspaceId: string, record: DebateRecord): Promise<void> {
    const { debateId, kind, answer } = record;
    const sql = `insert into debate_records (debate_id, workspace_id, kind, answer, record) values (?, ?, ?, ?, ?)`;
    const values = [debateId, workspaceId, kind, answer, JSON.stringify(storable(record))];
    await this.database.use((em) => em.execute(sql, values));
  }

  async label(workspaceId: string, debateId: string, answer: string): Promise<boolean> {
    const where = { workspaceId, debateId };
    return (await this.database.use((em) => em.nativeUpdate(DebateRecordRow, where, { answer }))) === 1;
  }

  async newest(workspaceId: string, { kind, labelled, limit }: RecordFilter): Promise<readonly DebateRecord[]> {
    const where = {
      workspaceId,
      ...(kind !== undefined && { kind }),
      ...(labelled === 'ONLY' && { answer: { $ne: null } }),
    };
    const options = { orderBy: { position: 'desc' }, limit, disableIdentityMap: true } as const;
    const rows = await this.database.use((em) => em.find(DebateRecordRow, where, options));
    return rows.map(toRecord).reverse();
  }
}

function toRecord({ record, answer = null }: InferEntity<typeof DebateRecordRow>): DebateRecord {
  return { ...record, answer };
}
