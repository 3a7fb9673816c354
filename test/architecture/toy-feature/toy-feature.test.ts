import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EDITS } from './edits.ts';
import { ToyCopy } from './toy-copy.ts';

/** What a new feature may change outside of its own folders; the permission table has two halves. */
const SHARED_FILES = [
  'migrations/list.ts',
  'src/app/features/features.ts',
  'src/domain/access/permissions.ts',
  'src/resolvers/permissions.ts',
];

let copy: ToyCopy;
beforeAll(async () => {
  copy = await ToyCopy.make();
}, 600_000);
afterAll(() => copy?.remove());

describe('a new feature', () => {
  it('changes only the list of features, the migration list and the permission table', () => {
    expect([...new Set(EDITS.map(({ file }) => file))].sort()).toEqual(SHARED_FILES);
  });

  it('compiles with these changes', { timeout: 600_000 }, async () => {
    const tsc = join(process.cwd(), 'node_modules/typescript/bin/tsc');
    const args = ['--noEmit', '--types', 'node', '-p', 'tsconfig.json'];
    expect(await copy.node([tsc, ...args])).toBe('');
  });

  it('is served: GraphQL, REST, node, table, setting, metrics, gauge, reactor and probe', {
    timeout: 600_000,
  }, async () => {
    const script = join(import.meta.dirname, 'check-served.ts');
    expect(await copy.node(['--import', 'tsx', script])).toContain('served');
  });

  it('is configured by its settings', { timeout: 600_000 }, async () => {
    const read = "import('./src/app/config.ts').then(({ readConfig }) => readConfig({ ARAGORA_MAX_TOYS: 'many' }))";
    await expect(copy.node(['--import', 'tsx', '-e', read])).rejects.toThrow('ARAGORA_MAX_TOYS="many"');
  });
});
