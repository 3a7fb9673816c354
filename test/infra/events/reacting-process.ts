// Lets a reactor take events for as long as the process lives.
import { setTimeout as sleep } from 'node:timers/promises';
import { Database } from '../../../src/infra/postgres/database.ts';
import { postgresOrm } from '../../../src/infra/postgres/orm.ts';
import { Effects } from './effects.ts';

const [url = '', schema = ''] = process.argv.slice(2);
const orm = await postgresOrm({ url, schema, poolSize: 2, poolTimeoutMs: 10_000 });
const effects = new Effects(new Database(orm));
process.stdout.write('ready');
for (;;) {
  await effects.dispatch();
  await sleep(1);
}
