import { expect, it } from 'vitest';
import { postgresUrl } from '../support/services/postgres-url.ts';
import { crashEverywhere } from './crash-everywhere.ts';

it.skipIf(postgresUrl === undefined)(
  'a crash before or after a stored step changes neither the verdict nor the log',
  async () => {
    const { broken } = await crashEverywhere('small', () => {});
    expect(broken).toEqual([]);
  },
);
