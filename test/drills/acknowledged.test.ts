import { expect, it } from 'vitest';
import { acknowledged } from './acknowledged.ts';
import { isPostgresInstalled } from './support/postgres-cluster.ts';

it.skipIf(!isPostgresInstalled)(
  'a mutation that was acknowledged is there, once, whatever was killed meanwhile',
  async () => {
    expect((await acknowledged('small', () => {})).broken).toEqual([]);
  },
);
