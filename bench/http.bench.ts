// Requests a second of one small query over HTTP, for each way of serving it: in turn, several rounds, medians.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import autocannon from 'autocannon';
import { conclude, median } from './report.ts';

const WAYS = ['aragora', 'fastify', 'own handler', 'express'];
const ROUNDS = 5;
const SECONDS = 3;
const body = JSON.stringify({ query: '{ agents { id label description provider model needsKey } }' });

const rates = new Map<string, number[]>(WAYS.map((way) => [way, []]));
const servers: { way: string; process: ChildProcess; port: number }[] = [];
for (const way of WAYS) servers.push(await start(way));
for (let round = 0; round <= ROUNDS; round++) {
  for (const { way, port } of servers) {
    const rate = await measure(port);
    // The first round warms up.
    if (round > 0) rates.get(way)?.push(rate);
  }
}
for (const server of servers) server.process.kill();
report();

async function start(way: string) {
  const process = spawn('node', ['--import', 'tsx', 'http-servers.ts', way], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(process.stdout, 'data')) as [Buffer];
  return { way, process, port: Number(line.toString()) };
}

async function measure(port: number): Promise<number> {
  const url = `http://127.0.0.1:${port}/graphql`;
  const headers = { 'content-type': 'application/json' };
  const result = await autocannon({ url, method: 'POST', headers, body, connections: 20, duration: SECONDS });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} bad answers, ${result.errors} errors`);
  return result.requests.average;
}

function report(): void {
  const own = median(rates.get('aragora') ?? []);
  console.log('way          requests/s   aragora / it');
  for (const way of WAYS) {
    const rate = median(rates.get(way) ?? []);
    console.log(`${way.padEnd(12)} ${rate.toFixed(0).padStart(10)} ${(own / rate).toFixed(2).padStart(14)}`);
  }
  const figures = Object.fromEntries(WAYS.map((way) => [`${way} requests/s`, median(rates.get(way) ?? [])]));
  conclude({ name: 'http', figures, bars: [] });
}
