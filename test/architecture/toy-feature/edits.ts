/** An edit of a shared file: a line is put before the first line that has `before` in it. */
export interface Edit {
  readonly file: string;
  readonly before: string;
  readonly line: string;
}

/** Every edit outside of the toy feature's own folders: the list of features, the migration list, the permission table. */
export const EDITS: readonly Edit[] = [
  {
    file: 'src/app/features/features.ts',
    before: 'import type { FeatureModule }',
    line: "import { TOY_SETTINGS } from '../../infra/toys/settings.ts';",
  },
  {
    file: 'src/app/features/features.ts',
    before: "row({ name: 'system'",
    line: "  row({ name: 'toys', settings: TOY_SETTINGS, load: () => import('./toys/toys.ts') }),",
  },
  { file: 'migrations/list.ts', before: 'import { Usage }', line: "import { Toys } from './toys.ts';" },
  { file: 'migrations/list.ts', before: '];', line: "  { name: '2099-01-01-toys', class: Toys }," },
  { file: 'src/resolvers/permissions.ts', before: "    usage: 'usage.read',", line: "    toys: 'toys.read'," },
  {
    file: 'src/resolvers/permissions.ts',
    before: "    cancelDebate: 'debates.cancel',",
    line: "    addToy: 'toys.create',",
  },
  { file: 'src/resolvers/permissions.ts', before: "  cancelDebate: 'NONE',", line: "  addToy: 'NONE'," },
  // The rows of the permission table that say which roles hold a permission, and what it allows.
  {
    file: 'src/domain/access/permissions.ts',
    before: "  'usage.read': ",
    line: "  'toys.read': { roles: ['viewer'], description: 'Read toys.' },\n  'toys.create': { roles: ['member'], description: 'Add toys.' },",
  },
];
