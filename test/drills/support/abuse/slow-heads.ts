import { setTimeout as sleep } from 'node:timers/promises';
import { BareConnection } from '../../../infra/http/support/bare-connection.ts';
import { PATIENCE } from '../../../support/waiting.ts';
import { merged } from '../merged.ts';
import type { DrillReport } from '../report.ts';
import type { ServerProcess } from '../server-process.ts';
import { Bystander } from './bystander.ts';

const NAME = 'slow heads';
const DRIP_MS = 500;
const BEGINNING = 'POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\n';
/** Complete lines, and one line without an end. */
const DRIPS = ['X-More: 1\r\n', 'x'];

/** Sends the heads of this number of requests in small pieces without an end. */
export async function slowHeads(server: ServerProcess, count: number): Promise<DrillReport> {
  const bystander = await Bystander.of(server);
  const times = await Promise.all(Array.from({ length: count }, (_, at) => drip(server, DRIPS[at % 2] ?? '')));
  const late = times.filter((ms) => ms === undefined).length;
  const figures = {
    [`${NAME}: connections`]: count,
    [`${NAME}: ms until the last was cut`]: Math.round(Math.max(...times.map((ms) => ms ?? Number.POSITIVE_INFINITY))),
  };
  const broken = late === 0 ? [] : [`${NAME}: ${late} of ${count} were never cut with 408`];
  return merged({ figures, broken }, await bystander.leave(NAME));
}

/** Milliseconds until the server closed the connection with 408; undefined when it did not. */
async function drip({ url }: ServerProcess, text: string): Promise<number | undefined> {
  const connection = new BareConnection(url, BEGINNING);
  const begun = performance.now();
  const dripping = setInterval(() => connection.write(text), DRIP_MS);
  const late = new AbortController();
  await Promise.race([connection.ended, sleep(PATIENCE.timeout, undefined, { signal: late.signal }).catch(() => {})]);
  late.abort();
  clearInterval(dripping);
  connection.destroy();
  return connection.answer.startsWith('HTTP/1.1 408') ? performance.now() - begun : undefined;
}
