import { expect, it } from 'vitest';
import { abuse } from './abuse.ts';
import { isPostgresInstalled } from './support/postgres-cluster.ts';

it.skipIf(!isPostgresInstalled)('attacking clients are closed, and other clients are served meanwhile', async () => {
  expect((await abuse('small', () => {})).broken).toEqual([]);
});
