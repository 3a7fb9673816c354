// CPU time of a request over HTTP: `aragora serve`, and other servers with the same schema and guards. Medians of several
// alternating rounds.
import autocannon from 'autocannon';
import { HEADERS, PEERS, type Served, serveAll, type Way } from './http/ways.ts';
import { atMost, conclude, median } from './report.ts';

const QUERIES = {
  small: '{ agentHealth { status hasOpenrouter } }',
  list: '{ agents { id label description provider model family needsKey isAvailable } }',
} as const;
const ROWS = 50;
const ROUNDS = 7;
const SECONDS = 3;
type Query = keyof typeof QUERIES;

const servers = await serveAll(ROWS);
const rows = new Map<string, number>();
const figures: Record<string, number> = {};
for (const query of Object.keys(QUERIES) as Query[]) {
  const cpu = new Map<Way, number[]>(servers.map(({ way }) => [way, []]));
  for (let round = 0; round <= ROUNDS; round++) {
    for (const server of servers) {
      const used = await measure(server, query);
      // The first round is a warm-up.
      if (round > 0) cpu.get(server.way)?.push(used);
    }
  }
  for (const [way, used] of cpu) rows.set(`${query} ${way}`, median(used));
}
for (const server of servers) server.stop();
report();

/** CPU time of the server per request, in microseconds. */
async function measure({ url, cpuMs, way }: Served, query: Query): Promise<number> {
  const before = cpuMs();
  const body = JSON.stringify({ query: QUERIES[query] });
  const load = { method: 'POST', headers: HEADERS, body, connections: 10, duration: SECONDS } as const;
  const result = await autocannon({ url, ...load });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${way}: ${result.non2xx} bad, ${result.errors} errors`);
  return ((cpuMs() - before) * 1000) / result.requests.total;
}

function report(): void {
  console.log('query  way          µs of CPU a request   aragora / it');
  for (const query of Object.keys(QUERIES) as Query[]) {
    for (const way of ['aragora', ...PEERS] as const) {
      const used = rows.get(`${query} ${way}`) ?? Number.NaN;
      figures[`${query}, µs of ${way}`] = used;
      const ratio = ratioOf(query, way).toFixed(2);
      console.log(`${query.padEnd(6)} ${way.padEnd(12)} ${used.toFixed(0).padStart(19)} ${ratio.padStart(14)}`);
    }
  }
  const bars = (Object.keys(QUERIES) as Query[]).flatMap((query) =>
    (['apollo', 'yoga'] as const).map((way) => atMost(`${query}: CPU of ours / ${way}`, ratioOf(query, way), 0.5)),
  );
  conclude({
    name: 'http',
    figures,
    bars: [...bars, atMost('list: CPU of ours / mercurius', ratioOf('list', 'mercurius'), 1)],
  });
}

function ratioOf(query: Query, way: Way): number {
  return (rows.get(`${query} aragora`) ?? Number.NaN) / (rows.get(`${query} ${way}`) ?? Number.NaN);
}
