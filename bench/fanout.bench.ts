/*
 * Many subscribers of one debate: the program beside a bare `ws` broadcast, graphql-ws and Mercurius: `npm run bench -- fanout`.
 *
 *   --subscribers 100,1000,5000   how many   --rounds 5: rounds behind the one that warms up   --joiners 5000: late ones
 *   --nice=-10 (root)             of the servers while their event loops are watched: then a busy machine is not
 *                                 taken for a late loop
 *   --profile DIR                 leaves a CPU profile of the program there   --json: one line of JSON, the last
 *
 * The program is `aragora serve` as it was built, on a PostgreSQL database of its own (ARAGORA_TEST_DATABASE_URL): this process
 * appends events to its log and rings, so that reading the log, and whatever else the program does, is in its figures. The
 * peers hear such a bell too (NOTIFY), and publish from memory; graphql-ws and Mercurius have the product's own schema over
 * that memory, and nothing set otherwise than by default. Each has its subscribers in a process of their own, which only
 * count frames. A module that is loaded into each server tells its CPU time (all threads), heap and event-loop delay.
 * Single: an event is published when all have the one before; burst: eight at once. A message is late by the time from the
 * ring to the reading of its socket. `waited`: milliseconds that the server had work and no processor while its loop was
 * watched, by the scheduler's count: on a busy machine most of the loop's delay. All take turns; figures are medians of the rounds.
 */
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { Crowd } from './fanout/crowd.ts';
import { join } from './fanout/joiners.ts';
import { startProgram } from './fanout/program.ts';
import { startPeer } from './fanout/server.ts';
import { atMost, type Bar, conclude, median, rounded } from './report.ts';

const BURST = 8;
/** Messages of one kind in a round, about. */
const MESSAGES = 40_000;
const PACED_PER_SECOND = 20_000;
const PACED_SECONDS = 4;
const DELAYED_EVENTS = 20;
/** The program's over the peer's, at most. */
const BARS = {
  raw: { single: 1.2, burst: 0.2, lateness: 1.4 },
  others: { single: 1 / 3, burst: 1 / 20 },
  heapKb: 10,
  delayMs: { p99: 10, max: 15 },
};
/** From here on the costs of an event are small beside those of its messages. */
const MANY = 1_000;
const OTHERS = ['graphql-ws', 'mercurius'];

const { values: flags } = parseArgs({
  options: {
    subscribers: { type: 'string', default: '100,1000,5000' },
    rounds: { type: 'string', default: '5' },
    joiners: { type: 'string', default: '5000' },
    nice: { type: 'string', default: '0' },
    profile: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const url = process.env.ARAGORA_TEST_DATABASE_URL;
if (!url) {
  console.error('Name a PostgreSQL server in ARAGORA_TEST_DATABASE_URL.');
  process.exit(2);
}

type Kind = 'single' | 'burst' | 'clientSingle' | 'p50' | 'p99' | 'delayP99' | 'delayMax' | 'waited';
type Figures = Readonly<Record<Kind, number[]>>;
const COLUMNS: Readonly<Record<string, Kind>> = {
  'single µs': 'single',
  'burst µs': 'burst',
  'client µs': 'clientSingle',
  'p50 ms': 'p50',
  'p99 ms': 'p99',
  'loop p99': 'delayP99',
  'loop max': 'delayMax',
  waited: 'waited',
};
const notifier = new pg.Client({ connectionString: url });
await notifier.connect();
const bars: Bar[] = [];
const figures: Record<string, unknown> = {};
const loads = [loadavg()[0] ?? 0];

for (const subscribers of flags.subscribers.split(',').map(Number)) await compare(url, subscribers);
if (Number(flags.joiners) > 0) await joinLate(url, Number(flags.joiners));
await notifier.end();
Object.assign(figures, { load: loads.map(rounded), niceness: Number(flags.nice) });
console.log(`\nThe machine's load (1 minute), from part to part: ${loads.map((load) => load.toFixed(1)).join(', ')}`);
conclude({ name: 'fanout', figures, bars });

async function compare(serverUrl: string, subscribers: number): Promise<void> {
  const crowds: Crowd[] = [];
  for (const server of [await startProgram(serverUrl, flags.profile), ...(await peers(serverUrl))]) {
    crowds.push(await Crowd.gather(server, subscribers));
  }
  const measured = new Map(crowds.map((crowd) => [crowd.server.name, empty()]));
  for (let round = 0; round <= Number(flags.rounds); round++) {
    for (const crowd of round % 2 === 0 ? crowds : crowds.toReversed()) {
      // The first round warms up.
      await measure(crowd, round === 0 ? empty() : (measured.get(crowd.server.name) ?? empty()));
    }
    loads.push(loadavg()[0] ?? 0);
  }
  for (const crowd of crowds) await crowd.leave();
  report(subscribers, crowds, measured);
}

async function peers(serverUrl: string) {
  return Promise.all(['raw', ...OTHERS].map((name) => startPeer(name, serverUrl, notifier)));
}

async function measure(crowd: Crowd, { single, burst, clientSingle, p50, p99, delayP99, delayMax, waited }: Figures) {
  const { subscribers, server } = crowd;
  const events = Math.ceil(MESSAGES / subscribers);
  const cost = await crowd.cost(events, 1);
  single.push(cost.server);
  clientSingle.push(cost.client);
  burst.push((await crowd.cost(Math.ceil(events / BURST), BURST)).server);
  if (OTHERS.includes(server.name)) return;
  const perSecond = PACED_PER_SECOND / subscribers;
  const late = await crowd.lateness(Math.ceil(perSecond * PACED_SECONDS), perSecond);
  p50.push(late.p50);
  p99.push(late.p99);
  const delay = await crowd.delay(DELAYED_EVENTS, Number(flags.nice));
  delayP99.push(delay.p99);
  delayMax.push(delay.max);
  waited.push(delay.waited);
}

function empty(): Figures {
  return { single: [], burst: [], clientSingle: [], p50: [], p99: [], delayP99: [], delayMax: [], waited: [] };
}

function report(subscribers: number, crowds: readonly Crowd[], measured: ReadonlyMap<string, Figures>): void {
  console.log(`\n${subscribers} subscribers  ${Object.keys(COLUMNS).join('  ')}  heap KB`);
  for (const { server, heapBytes } of crowds) {
    const cells = Object.entries(COLUMNS).map(([title, kind]) => {
      const values = measured.get(server.name)?.[kind] ?? [];
      return (values.length === 0 ? '-' : median(values).toFixed(2)).padStart(title.length);
    });
    const kb = (heapBytes / 1_024).toFixed(1).padStart(7);
    console.log(`${server.name.padEnd(`${subscribers} subscribers`.length)}  ${cells.join('  ')}  ${kb}`);
  }
  figures[`${subscribers} subscribers`] = Object.fromEntries(
    crowds.map(({ server, heapBytes }) => [
      server.name,
      { heapKb: rounded(heapBytes / 1_024), ...measured.get(server.name) },
    ]),
  );
  if (subscribers >= MANY) judge(subscribers, crowds, measured);
}

function judge(subscribers: number, crowds: readonly Crowd[], measured: ReadonlyMap<string, Figures>): void {
  const own = measured.get('aragora') ?? empty();
  const heapBytes = crowds.find(({ server }) => server.name === 'aragora')?.heapBytes ?? Number.NaN;
  const raw = measured.get('raw') ?? empty();
  const over = (peer: Figures, kind: Kind) => median(own[kind]) / median(peer[kind]);
  const bar = (what: string, value: number, bound: number) =>
    bars.push(atMost(`${subscribers} subscribers: ${what}`, value, bound));
  bar('CPU of a message, single, over raw ws', over(raw, 'single'), BARS.raw.single);
  bar('CPU of a message, in bursts, over raw ws', over(raw, 'burst'), BARS.raw.burst);
  for (const name of OTHERS) {
    const peer = measured.get(name) ?? empty();
    bar(`CPU of a message, single, over ${name}`, over(peer, 'single'), rounded(BARS.others.single));
    bar(`CPU of a message, in bursts, over ${name}`, over(peer, 'burst'), BARS.others.burst);
  }
  bar('p99 ms of a message at 20,000 a second, over raw ws', over(raw, 'p99'), BARS.raw.lateness);
  bar('KB of heap for each of them', heapBytes / 1_024, BARS.heapKb);
  bar('event-loop delay, p99 ms', median(own.delayP99), BARS.delayMs.p99);
  bar('event-loop delay, ms, median of the maxima', median(own.delayMax), BARS.delayMs.max);
}

async function joinLate(serverUrl: string, joiners: number): Promise<void> {
  const program = await startProgram(serverUrl);
  const joined = await join(program, joiners);
  await program.stop();
  const { cursors, messages, events, executions } = joined;
  console.log(
    `\n${joiners} joined behind ${cursors} events, ${messages} messages: ${executions} executions of ${events} events`,
  );
  figures.joiners = joined;
  bars.push(atMost(`${joiners} joiners: executions of an event`, executions / events, 1));
}
