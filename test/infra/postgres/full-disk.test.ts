import type { MikroORM } from '@mikro-orm/sql';
import { afterEach, expect, it, vi } from 'vitest';
import { Database } from '../../../src/infra/postgres/database.ts';

afterEach(() => void vi.useRealTimers());

it('a database whose disk is full counts as full for some seconds after the last rejected write', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const database = new Database({
    em: { fork: () => ({}) },
    driver: { getConnection: () => ({}) },
  } as unknown as MikroORM);
  const write = (code: string) =>
    database.use(() => Promise.reject(Object.assign(new Error(code), { code }))).catch(() => {});
  await write('57P01');
  expect(() => database.checkRoom()).not.toThrow();

  await write('53100');
  vi.advanceTimersByTime(4_000);
  await write('53100');
  vi.advanceTimersByTime(4_000);
  expect(() => database.checkRoom()).toThrow('full');
  vi.advanceTimersByTime(2_000);
  expect(() => database.checkRoom()).not.toThrow();
});
