import type { DebateRecords, RecordFilter } from '../../../src/domain/debates/ports.ts';
import type { DebateRecord } from '../../../src/domain/debates/verdict/debate-record.ts';
import { MemoryDatabase } from './memory-database.ts';

interface Row {
  readonly workspaceId: string;
  readonly record: DebateRecord;
}

/** Records of ended debates in memory, in the order of arrival. */
export class MemoryDebateRecords implements DebateRecords {
  private readonly database: MemoryDatabase;
  private readonly rows: Map<string, Row>;

  constructor(database = new MemoryDatabase()) {
    this.database = database;
    this.rows = database.table();
  }

  add(workspaceId: string, record: DebateRecord): Promise<void> {
    return this.database.use(() => {
      if (this.rows.has(record.debateId)) throw new Error(`The record of ${record.debateId} exists already.`);
      this.rows.set(record.debateId, { workspaceId, record: structuredClone(record) });
    });
  }

  saveGroundTruth(workspaceId: string, debateId: string, answer: string): Promise<boolean> {
    return this.database.use(() => {
      const row = this.rows.get(debateId);
      if (row?.workspaceId !== workspaceId) return false;
      this.rows.set(debateId, { ...row, record: { ...row.record, groundTruth: answer } });
      return true;
    });
  }

  /** Removes the record of a deleted debate. */
  forget(debateId: string): void {
    this.rows.delete(debateId);
  }

  newest(workspaceId: string, { kind, groundTruth: wanted, limit }: RecordFilter): Promise<readonly DebateRecord[]> {
    return this.database.use(() =>
      [...this.rows.values()]
        .filter((row) => row.workspaceId === workspaceId)
        .map(({ record }) => record)
        .filter((record) => kind === undefined || record.kind === kind)
        .filter(({ groundTruth }) => wanted === 'ANY' || groundTruth !== null)
        .slice(-limit),
    );
  }
}
