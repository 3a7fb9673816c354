import { expect, it } from 'vitest';
import { rolling } from './rolling.ts';
import { isNginxInstalled } from './support/nginx.ts';
import { isPostgresInstalled } from './support/postgres-cluster.ts';

it.skipIf(!isNginxInstalled || !isPostgresInstalled)(
  'servers that are ended one after the other lose no event, no follower and no debate',
  async () => {
    expect((await rolling('small', () => {})).broken).toEqual([]);
  },
);
