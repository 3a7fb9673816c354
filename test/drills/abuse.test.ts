import { expect, it } from 'vitest';
import { abuse } from './abuse.ts';
import { isPostgresInstalled } from './support/postgres-cluster.ts';

it.skipIf(!isPostgresInstalled)(
  'whoever abuses the server is turned away, and others are served meanwhile',
  async () => {
    expect((await abuse('small', () => {})).broken).toEqual([]);
  },
);
