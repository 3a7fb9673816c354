/*
 * Many subscribers of one debate, compared with a plain `ws` broadcast, graphql-ws and Mercurius: `npm run bench -- fanout`.
 *
 *   --subscribers 100,1000,5000   numbers of subscribers   --rounds 5: rounds after the warm-up   --joiners 5000: late joiners
 *   --nice=-10 (root)             niceness of the servers while their event loops are measured, so that load on the machine
 *                                 is not measured as a late loop
 *   --profile DIR                 writes a CPU profile of the program   --json: prints one line of JSON as the last line
 *
 * The program is the built `aragora serve` on a new PostgreSQL database (ARAGORA_TEST_DATABASE_URL). This process appends
 * events to its log and notifies it, so that the figures include reading the log and all other work of the program. The peers
 * get the same notification (NOTIFY) and publish from memory. graphql-ws and Mercurius serve the product's schema from that
 * memory, with default settings. The subscribers of each server run in a separate process that only counts frames. A module
 * loaded into each server reports its CPU time (all threads), heap and event-loop delay.
 * Single: an event is published when all subscribers have the previous one; burst: eight events at once. The lateness of a
 * message is the time from the notification to the read from its socket. `waited`: milliseconds in which the server had work
 * but no CPU while its loop was measured, as counted by the scheduler. On a busy machine this is most of the loop delay. The
 * servers take turns; figures are medians of the rounds.
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
/** Approximate number of messages of one kind in a round. */
const MESSAGES = 40_000;
const PACED_PER_SECOND = 20_000;
const PACED_SECONDS = 4;
const DELAYED_EVENTS = 20;
/** Maximum ratio of the program to the peer. */
const BARS = {
  raw: { single: 1.2, burst: 0.2, lateness: 1.4 },
  others: { single: 1 / 3, burst: 1 / 20 },
  heapKb: 10,
  delayMs: { p99: 10, max: 15 },
};
/** From this number of subscribers on, an event costs little compared with its messages. */
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
  console.error('Set ARAGORA_TEST_DATABASE_URL to a PostgreSQL server.');
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
console.log(
  `\nLoad of the machine (1 minute) before and after each round: ${loads.map((load) => load.toFixed(1)).join(', ')}`,
);
conclude({ name: 'fanout', figures, bars });

async function compare(serverUrl: string, subscribers: number): Promise<void> {
  const crowds: Crowd[] = [];
  for (const server of [await startProgram(serverUrl, flags.profile), ...(await peers(serverUrl))]) {
    crowds.push(await Crowd.gather(server, subscribers));
  }
  const measured = new Map(crowds.map((crowd) => [crowd.server.name, empty()]));
  for (let round = 0; round <= Number(flags.rounds); round++) {
    for (const crowd of round % 2 === 0 ? crowds : crowds.toReversed()) {
      // The first round is a warm-up.
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
  bar('KB of heap per subscriber', heapBytes / 1_024, BARS.heapKb);
  bar('event-loop delay, p99 ms', median(own.delayP99), BARS.delayMs.p99);
  bar('event-loop delay, ms, median of the maxima', median(own.delayMax), BARS.delayMs.max);
}

async function joinLate(serverUrl: string, joiners: number): Promise<void> {
  const program = await startProgram(serverUrl);
  const joined = await join(program, joiners);
  await program.stop();
  const { cursors, messages, events, executions } = joined;
  console.log(
    `\n${joiners} joined after ${cursors} different events, ${messages} messages: ${executions} executions of ${events} events`,
  );
  figures.joiners = joined;
  bars.push(atMost(`${joiners} joiners: executions of an event`, executions / events, 1));
}
