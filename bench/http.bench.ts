// CPU time of a request over HTTP: `aragora serve`, and other servers with the same schema and guards. The servers take
// turns, in another order each round, until their figures are stable. Medians of the rounds after that.
import autocannon from 'autocannon';
import { HEADERS, PEERS, type Served, serveAll, type Way } from './http/ways.ts';
import { atMost, conclude, median } from './report.ts';

const QUERIES = {
  small: '{ agentHealth { status hasOpenrouter } }',
  list: '{ agents { id label description provider model family needsKey isAvailable } }',
} as const;
const ROWS = 50;
const SECONDS = 2;
/** Rounds that count. Their number is odd, so that the median is one of them. */
const ROUNDS = 9;
/** Rounds before, at least and at most: until two in a row differ by less than `STABLE` for every server. */
const WARM_UP = { least: 3, most: 8 };
const STABLE = 0.05;
/** Share of one processor from which on the load client, and not the server, may have set the pace. */
const SATURATED = 0.9;

/** The most that ours may cost over each peer. */
const BARS: readonly (readonly [Query, Way, number])[] = [
  ['small', 'apollo', 0.6],
  ['small', 'mercurius-jit', 1.6],
  ['list', 'apollo', 0.5],
  ['list', 'yoga', 0.5],
  ['list', 'mercurius-jit', 1.2],
];
type Query = keyof typeof QUERIES;
/** Microseconds of CPU a request by server, in one round. */
type Round = ReadonlyMap<Way, number>;

const servers = await serveAll(ROWS);
const cpu = new Map<string, number>();
const figures: Record<string, unknown> = {};
let clientShare = 0;
try {
  for (const query of Object.keys(QUERIES) as Query[]) await compare(query);
} finally {
  for (const server of servers) server.stop();
}
report();

async function compare(query: Query): Promise<void> {
  await warmUp(query);
  const rounds: Round[] = [];
  while (rounds.length < ROUNDS) rounds.push(await round(query, rounds.length));
  for (const { way } of servers) {
    const used = rounds.map((one) => one.get(way) ?? Number.NaN).sort((one, other) => one - other);
    cpu.set(`${query} ${way}`, median(used));
    const [lower = 0, upper = 0] = [used[Math.floor(ROUNDS / 4)], used[Math.floor((ROUNDS * 3) / 4)]];
    figures[`${query}, µs of ${way}`] = { median: median(used), quartiles: [lower, upper] };
  }
}

async function warmUp(query: Query): Promise<void> {
  let before: Round = new Map();
  for (let nth = 0; nth < WARM_UP.most; nth++) {
    const now = await round(query, nth);
    const isStable = servers.every(({ way }) => {
      const [used = 0, last = 0] = [now.get(way), before.get(way)];
      return Math.abs(used - last) <= STABLE * last;
    });
    if (isStable && nth >= WARM_UP.least) return;
    before = now;
  }
}

/** Each server once. Round by round another begins. */
async function round(query: Query, nth: number): Promise<Round> {
  const first = nth % servers.length;
  const used = new Map<Way, number>();
  for (const server of [...servers.slice(first), ...servers.slice(0, first)])
    used.set(server.way, await measure(server, query));
  return used;
}

/** CPU time of the server per request, in microseconds. */
async function measure({ url, cpuMs, way }: Served, query: Query): Promise<number> {
  const body = JSON.stringify({ query: QUERIES[query] });
  const load = { method: 'POST', headers: HEADERS, body, connections: 10, duration: SECONDS } as const;
  const [before, own] = [cpuMs(), process.cpuUsage()];
  const result = await autocannon({ url, ...load });
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${way}: ${result.non2xx} bad, ${result.errors} errors`);
  const { user, system } = process.cpuUsage(own);
  clientShare = Math.max(clientShare, (user + system) / 1e6 / result.duration);
  return ((cpuMs() - before) * 1000) / result.requests.total;
}

function report(): void {
  console.log('query  way             µs of CPU a request   aragora / it');
  for (const query of Object.keys(QUERIES) as Query[]) {
    for (const way of ['aragora', ...PEERS] as const) {
      const used = cpu.get(`${query} ${way}`) ?? Number.NaN;
      const ratio = ratioOf(query, way).toFixed(2);
      console.log(`${query.padEnd(6)} ${way.padEnd(15)} ${used.toFixed(0).padStart(19)} ${ratio.padStart(14)}`);
    }
  }
  figures['load client, largest share of a processor'] = clientShare;
  console.log(`The load client used at most ${(clientShare * 100).toFixed(0)} % of a processor.`);
  if (clientShare > SATURATED) console.log('It may have set the pace: figures of CPU hold, those of rates would not.');
  const bars = BARS.map(([query, way, bound]) => atMost(`${query}: CPU of ours / ${way}`, ratioOf(query, way), bound));
  conclude({ name: 'http', figures, bars });
}

function ratioOf(query: Query, way: Way): number {
  return (cpu.get(`${query} aragora`) ?? Number.NaN) / (cpu.get(`${query} ${way}`) ?? Number.NaN);
}
