// Runs a reactor for as long as the process lives.
import { setTimeout as sleep } from 'node:timers/promises';
import { DATABASE_SCHEMA } from '../../../src/app/resources/database-schema.ts';
import { Database } from '../../../src/infra/postgres/database.ts';
import { postgresOrm } from '../../../src/infra/postgres/orm.ts';
import { Effects } from './effects.ts';

const [url = '', schema = ''] = process.argv.slice(2);
const orm = await postgresOrm({ url, schema, poolSize: 2, poolTimeoutMs: 10_000 }, DATABASE_SCHEMA);
const effects = new Effects(new Database(orm));
process.stdout.write('ready');
for (;;) {
  await effects.dispatch();
  await sleep(1);
}
