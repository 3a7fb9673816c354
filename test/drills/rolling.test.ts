import { expect, it } from 'vitest';
import { rolling } from './rolling.ts';
import { isNginxInstalled } from './support/nginx.ts';
import { isPostgresInstalled } from './support/postgres-cluster.ts';

it.skipIf(!isNginxInstalled || !isPostgresInstalled)(
  'stopping servers one after the other loses no event, no follower and no debate',
  async () => {
    expect((await rolling('small', () => {})).broken).toEqual([]);
  },
);
