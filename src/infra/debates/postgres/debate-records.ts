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
    groundTruth: p.text().nullable(),
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
    const { debateId, kind, groundTruth } = record;
    const sql = `insert into debate_records (debate_id, workspace_id, kind, ground_truth, record) values (?, ?, ?, ?, ?)`;
    const values = [debateId, workspaceId, kind, groundTruth, JSON.stringify(storable(record))];
    await this.database.use((em) => em.execute(sql, values));
  }

  async saveGroundTruth(workspaceId: string, debateId: string, groundTruth: string): Promise<boolean> {
    const where = { workspaceId, debateId };
    return (await this.database.use((em) => em.nativeUpdate(DebateRecordRow, where, { groundTruth }))) === 1;
  }

  async newest(workspaceId: string, { kind, groundTruth, limit }: RecordFilter): Promise<readonly DebateRecord[]> {
    const where = {
      workspaceId,
      ...(kind !== undefined && { kind }),
      ...(groundTruth === 'KNOWN' && { groundTruth: { $ne: null } }),
    };
    const options = { orderBy: { position: 'desc' }, limit, disableIdentityMap: true } as const;
    const rows = await this.database.use((em) => em.find(DebateRecordRow, where, options));
    return rows.map(toRecord).reverse();
  }
}

function toRecord({ record, groundTruth = null }: InferEntity<typeof DebateRecordRow>): DebateRecord {
  return { ...record, groundTruth };
}
