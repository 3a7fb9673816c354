import type { DebateRecord } from '../verdict/debate-record.ts';

/** Minimum number of contested debates for a rate of collapse. */
const MIN_FOR_COLLAPSE = 100;

/** How often panels with different blind answers ended with one answer. Collapse is no fault by itself. */
export interface Collapse {
  /** Number of debates with an exchange and different blind answers. */
  readonly contested: number;
  readonly collapsed: number;
  /** 0 to 1; null below 100 contested debates. */
  readonly rate: number | null;
  /** Number of debates with an exchange and ground truth in which at least one blind answer was right. */
  readonly withCorrectBlindAnswer: number;
  /** Number of these debates that ended with one wrong answer. */
  readonly wrongful: number;
  /** 0 to 1; null below 100 such debates. */
  readonly wrongfulRate: number | null;
}

export function collapseOf(records: readonly DebateRecord[]): Collapse {
  const exchanges = records.filter(({ hadExchange }) => hadExchange);
  const contested = exchanges.filter(({ isContested }) => isContested);
  const collapsed = contested.filter(({ isCollapsed }) => isCollapsed).length;
  const right = exchanges.filter(
    ({ groundTruth: answer, debaters }) => answer !== null && debaters.some((d) => d.blind === answer),
  );
  const wrongful = right.filter(endsWrong).length;
  return {
    contested: contested.length,
    collapsed,
    rate: rateOf(collapsed, contested.length),
    withCorrectBlindAnswer: right.length,
    wrongful,
    wrongfulRate: rateOf(wrongful, right.length),
  };
}

function endsWrong({ debaters, groundTruth: answer }: DebateRecord): boolean {
  const ends = new Set(debaters.flatMap(({ final }) => final ?? []));
  return ends.size === 1 && !ends.has(answer ?? '');
}

function rateOf(part: number, whole: number): number | null {
  return whole < MIN_FOR_COLLAPSE ? null : part / whole;
}
