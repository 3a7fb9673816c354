import { beforeEach, describe, expect, it } from 'vitest';
import type { DebateRecords, DebateStore } from '../../../../src/domain/debates/ports.ts';
import { aDebate } from '../../../support/builders.ts';
import { aRecord } from '../../../support/records.ts';
import type { MakeStores } from '../../../support/services/stores.ts';

/** The tests that every `DebateRecords` passes. */
export function describeDebateRecords(name: string, make: MakeStores): void {
  describe(`debate records in ${name}`, () => {
    let records: DebateRecords;
    let debates: DebateStore;
    beforeEach(async () => {
      ({ records, debates } = await make());
    });

    const record = (debateId: string, kind: string | null = null) => aRecord({ blind: 'xxy', debateId, kind });
    const newest = (filter: Partial<Parameters<DebateRecords['newest']>[1]> = {}, workspaceId = 'wsp_1') =>
      records.newest(workspaceId, { groundTruth: 'ANY', limit: 10, ...filter });

    async function add(id: string, kind: string | null = null, workspaceId = 'wsp_1') {
      await debates.add(aDebate({ id, workspaceId }));
      await records.add(workspaceId, record(id, kind));
    }

    it('are returned as they were added, the newest last, up to the limit', async () => {
      for (const id of ['dbt_1', 'dbt_2', 'dbt_3']) await add(id);
      expect(await newest()).toEqual(['dbt_1', 'dbt_2', 'dbt_3'].map((id) => record(id)));
      expect((await newest({ limit: 2 })).map(({ debateId }) => debateId)).toEqual(['dbt_2', 'dbt_3']);
    });

    it('are filtered by one kind, by none, or not at all', async () => {
      await add('dbt_1', 'maths');
      await add('dbt_2');
      const ids = async (kind?: string | null) =>
        (await newest(kind === undefined ? {} : { kind })).map(({ debateId }) => debateId);
      expect([await ids('maths'), await ids(null), await ids('law'), await ids()]).toEqual([
        ...[['dbt_1'], ['dbt_2'], []],
        ['dbt_1', 'dbt_2'],
      ]);
    });

    it('get a ground truth, and can get another one', async () => {
      await add('dbt_1');
      await add('dbt_2');
      expect(await newest({ groundTruth: 'KNOWN' })).toEqual([]);
      expect(await records.saveGroundTruth('wsp_1', 'dbt_1', 'x')).toBe(true);
      expect(await records.saveGroundTruth('wsp_1', 'dbt_1', 'y')).toBe(true);
      expect(await newest({ groundTruth: 'KNOWN' })).toEqual([{ ...record('dbt_1'), groundTruth: 'y' }]);
    });

    it('are invisible to another workspace', async () => {
      await add('dbt_1');
      expect(await newest({}, 'wsp_2')).toEqual([]);
      expect(await records.saveGroundTruth('wsp_2', 'dbt_1', 'x')).toBe(false);
      expect(await records.saveGroundTruth('wsp_1', 'dbt_9', 'x')).toBe(false);
      expect((await newest())[0]?.groundTruth).toBeNull();
    });

    it('are one for each debate, and are removed with it', async () => {
      await add('dbt_1');
      await expect(records.add('wsp_1', record('dbt_1'))).rejects.toThrow();
      await debates.remove('wsp_1', 'dbt_1');
      expect(await newest()).toEqual([]);
    });
  });
}
