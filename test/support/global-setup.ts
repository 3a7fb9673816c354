import { postgresUrl } from './postgres-url.ts';

/** Says once what is left out. */
export default function setup(): void {
  if (postgresUrl === undefined) console.log('PostgreSQL left out: set ARAGORA_TEST_DATABASE_URL');
}
