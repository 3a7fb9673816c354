import type { Migration } from '@mikro-orm/migrations';
import { Debates } from './debates.ts';

/** Every migration in the order it is applied, for PostgreSQL and for the embedded database alike. */
export const migrations: {
  name: string;
  class: new (...args: ConstructorParameters<typeof Migration>) => Migration;
}[] = [{ name: '2026-11-23-debates', class: Debates }];
