import { expect, it } from 'vitest';
import { acknowledged } from './acknowledged.ts';
import { isPostgresInstalled } from './support/postgres-cluster.ts';

it.skipIf(!isPostgresInstalled)('an acknowledged mutation is stored exactly once, also after crashes', async () => {
  expect((await acknowledged('small', () => {})).broken).toEqual([]);
});
