import { afterEach, describe, expect, it } from 'vitest';
import type { DebatePart } from '../../../../src/domain/debates/debate-parts.ts';
import { aDebate } from '../../../support/builders.ts';
import type { TestDatabase } from '../../../support/services/databases.ts';

/** Columns that may be large. */
const LARGE = ['task', 'participants', 'options', 'decision', 'setup', 'candidates', 'verdict', 'progress'];

/** The large columns that a list may read for each part of its debates. */
const READ: Readonly<Record<DebatePart, readonly string[]>> = {
  task: ['task'],
  ...{ kind: [], times: [], result: [] },
  participants: ['participants'],
  options: ['options', 'candidates'],
  decision: ['options', 'decision'],
  setup: ['setup'],
  verdict: ['options', 'candidates', 'verdict'],
  progress: ['candidates', 'verdict', 'progress'],
};

/** The large columns that nobody asked for are taken away. A list that reads one of them fails. */
export function describeReadColumns(name: string, get: () => TestDatabase): void {
  describe(`a list of debates in ${name}`, () => {
    let taken: readonly string[] = [];
    const rename = (from: string, to: string) =>
      get().database.query(`alter table debates rename column ${from} to ${to}`, []);
    afterEach(async () => {
      for (const column of taken) await rename(`away_${column}`, column);
      taken = [];
    });

    async function listWithout(columns: readonly string[], parts: readonly DebatePart[]) {
      const { debates } = await get().stores();
      await debates.add(aDebate());
      taken = columns;
      for (const column of columns) await rename(column, `away_${column}`);
      return debates.page('wsp_1', { order: 'NEWEST_FIRST', from: 'START', limit: 5, parts });
    }

    it('of ids and status reads no large column', async () => {
      expect(await listWithout(LARGE, [])).toMatchObject([{ id: 'dbt_1', status: 'PENDING' }]);
    });

    it.each(Object.entries(READ) as [DebatePart, readonly string[]][])(
      'with %s reads only their columns',
      async (part, columns) => {
        const others = LARGE.filter((column) => !columns.includes(column));
        expect(await listWithout(others, [part])).toHaveLength(1);
      },
    );

    it('fails without a column that it reads', async () => {
      await expect(listWithout(['setup'], ['setup'])).rejects.toThrow('setup');
    });
  });
}
