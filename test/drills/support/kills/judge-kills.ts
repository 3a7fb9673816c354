import { isDeepStrictEqual } from 'node:util';
import type { DebateEvent } from '../../../infra/http/support/sockets.ts';
import type { DrillReport } from '../report.ts';
import type { CallJournal } from './call-journal.ts';
import type { Follower } from './follower.ts';

/** A debate at its end, as the server returns it to a new request. */
export interface Ended {
  readonly events: readonly DebateEvent[];
  readonly status: string;
  readonly verdict: unknown;
}

/** All observations of debates whose server was killed. Debates have numbers, from 1. */
export interface Seen {
  readonly followers: readonly Follower[];
  readonly ended: ReadonlyMap<number, Ended>;
  /** The same debate without a kill. */
  expected(number: number): Ended;
  readonly journal: CallJournal;
  /** The number of unfinished debates at each kill. */
  readonly openAtKills: readonly number[];
  readonly bootsMs: readonly number[];
  readonly endedInMs: number;
}

/** The maximum number of faults of one kind that are listed. */
const MAX_TOLD = 10;

/** Compares the observations with the limits. */
export function judgeKills(seen: Seen): DrillReport {
  const { followers, ended, journal, openAtKills, bootsMs, endedInMs } = seen;
  const logs = new Map([...ended].map(([number, { events }]) => [number, events]));
  const calls = journal.judge(logs);
  const faults = followers.flatMap(({ faults }, at) => faults.map((fault) => `debate ${at + 1}: ${fault}`));
  const changed = followers.flatMap(({ events }, at) => changesIn(at + 1, events, logs.get(at + 1) ?? []));
  const states = followers.flatMap((_, at) => stateFaults(at + 1, ended.get(at + 1), seen.expected(at + 1)));
  const idle = openAtKills.flatMap((open, at) => (open === 0 ? [`kill ${at + 1}: no debate was running`] : []));
  return {
    figures: {
      'debates ended': `${ended.size} of ${followers.length}, ${Math.round(endedInMs / 1000)} s after the last start`,
      kills: `${openAtKills.length}, with ${Math.min(...openAtKills)} to ${Math.max(...openAtKills)} debates open`,
      'events received': sum(followers.map(({ events }) => events.length)),
      reconnections: sum(followers.map(({ reconnections }) => reconnections)),
      'gaps, duplicates, errors': faults.length,
      'changed events': changed.length,
      calls: `${calls.calls} for ${calls.turns} turns`,
      'calls repeated whose answer was stored': calls.faults.length,
      'repeated calls that were running at the kill': `${calls.repeated}, ${calls.answeredInVain} of them answered but not stored`,
      'start to healthy': `median ${quantile(bootsMs, 0.5)} ms, p95 ${quantile(bootsMs, 0.95)} ms, most ${quantile(bootsMs, 1)} ms`,
    },
    broken: [...told(idle), ...told(states), ...told(faults), ...told(changed), ...told(calls.faults)],
  };
}

/** The events that a client received must be equal to those in the log. */
function changesIn(number: number, received: readonly DebateEvent[], log: readonly DebateEvent[]): readonly string[] {
  return received
    .filter((event) => !isDeepStrictEqual(event, log[event.seq - 1]))
    .map(({ seq }) => `debate ${number}: event ${seq} was sent with other data than in the log`);
}

function stateFaults(number: number, ended: Ended | undefined, expected: Ended): readonly string[] {
  if (!ended) return [`debate ${number}: has not ended`];
  const ends = ended.events.filter(({ __typename }) => __typename === 'DebateEnded').length;
  const places = ended.events.every(({ seq }, at) => seq === at + 1);
  return [
    ...(ends === 1 ? [] : [`debate ${number}: has ended ${ends} times`]),
    ...(places ? [] : [`debate ${number}: its log has gaps`]),
    ...(ended.status === expected.status
      ? []
      : [`debate ${number}: ${ended.status} instead of ${expected.status}, ${JSON.stringify(ended.events.at(-1))}`]),
    ...(isDeepStrictEqual(ended.verdict, expected.verdict) ? [] : [`debate ${number}: another verdict`]),
  ];
}

function told(faults: readonly string[]): readonly string[] {
  const left = faults.length - MAX_TOLD;
  return left > 0 ? [...faults.slice(0, MAX_TOLD), `and ${left} more of the kind`] : faults;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  return Math.round(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN);
}
