import type { InferEntity } from '@mikro-orm/core';
import type { DebateRecords, RecordFilter } from '../../../domain/debates/ports.ts';
import type { DebateRecord } from '../../../domain/debates/verdict/debate-record.ts';
import { storable } from '../../../domain/shared/json.ts';
import type { Database } from '../../postgres/database.ts';
import { DebateRecordRow } from './rows.ts';

export class PostgresDebateRecords implements DebateRecords {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async add(workspaceId: string, record: DebateRecord): Promise<void> {
    const { debateId, kind, groundTruth } = record;
    const row = { debateId, workspaceId, kind, groundTruth, record: storable(record) as unknown as DebateRecord };
    await this.database.repository(DebateRecordRow, (records) => records.insert(row));
  }

  async saveGroundTruth(workspaceId: string, debateId: string, groundTruth: string): Promise<boolean> {
    const where = { workspaceId, debateId };
    const noted = await this.database.repository(DebateRecordRow, (records) =>
      records.nativeUpdate(where, { groundTruth }),
    );
    return noted === 1;
  }

  async newest(workspaceId: string, { kind, groundTruth, limit }: RecordFilter): Promise<readonly DebateRecord[]> {
    const where = {
      workspaceId,
      ...(kind !== undefined && { kind }),
      ...(groundTruth === 'KNOWN' && { groundTruth: { $ne: null } }),
    };
    const options = { orderBy: { position: 'desc' }, limit } as const;
    const rows = await this.database.repository(DebateRecordRow, (records) => records.find(where, options));
    return rows.map(toRecord).reverse();
  }
}

function toRecord({ record, groundTruth = null }: InferEntity<typeof DebateRecordRow>): DebateRecord {
  return { ...record, groundTruth };
}
