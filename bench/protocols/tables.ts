import type { JudgeRow, PairOutcome } from './judging.ts';
import type { Measures } from './measures.ts';
import type { WorldsRow } from './random-worlds.ts';
import type { Row } from './run.ts';
import { type Estimate, mean } from './stats.ts';

/** Lines of plain text. Differences are in percentage points with 95 % intervals, tokens relative to three rounds of all to all. */
export function rowLines(rows: readonly Row[]): string[] {
  const line = (row: Row) => [
    row.protocol,
    row.cell,
    `${row.n}`,
    `${percent(row.accuracy.value)} [${percent(row.accuracy.low)}, ${percent(row.accuracy.high)}]`,
    points(row.vsMajority),
    points(row.vsWeighted),
    row.tokensRatio.toFixed(3),
    percent(row.exchanged),
  ];
  return table(
    ['protocol', 'cell', 'N', 'accuracy %', 'vs majority', 'vs weighted', 'tokens', 'exchange %'],
    rows.map(line),
  );
}

/** Means over the cells. */
export function summaryLines(rows: readonly Row[]): string[] {
  const protocols = [...new Set(rows.map(({ protocol }) => protocol))];
  const lines = protocols.map((protocol) => {
    const own = rows.filter((row) => row.protocol === protocol);
    const average = (of: (row: Row) => number) => mean(own.map(of)).value;
    const worst = own.reduce((one, other) => (other.vsMajority.value < one.vsMajority.value ? other : one));
    return [
      protocol,
      signed(average((row) => row.vsMajority.value)),
      `${points(worst.vsMajority)} ${worst.cell}`,
      `${own.filter((row) => row.vsMajority.high < 0).length}`,
      signed(average((row) => row.vsWeighted.value)),
      average((row) => row.tokensRatio).toFixed(3),
    ];
  });
  return table(
    ['protocol', 'vs majority, mean', 'worst cell', 'cells below beyond noise', 'vs weighted, mean', 'tokens'],
    lines,
  );
}

export function worldLines(rows: readonly WorldsRow[]): string[] {
  const line = (row: WorldsRow) => [
    row.protocol,
    points(row.vsMajority),
    signed(row.worst),
    percent(row.worse),
    row.tokensRatio.toFixed(3),
  ];
  return table(['protocol', 'vs majority', 'worst world', 'worlds > 1 point worse, %', 'tokens'], rows.map(line));
}

export function judgeLines(
  rows: readonly JudgeRow[],
  pairs: readonly (PairOutcome & { readonly accuracy: number })[],
): string[] {
  const line = (row: JudgeRow) => [
    row.panel,
    `${row.accuracy}`,
    percent(row.asked),
    percent(row.ties),
    points(row.both),
    points(row.leaderFirst),
    points(row.leaderLast),
  ];
  const pair = (one: (typeof pairs)[number]) => [
    `${one.accuracy}`,
    ...[one.once, one.agrees, one.rightWhenAgreed].map(percent),
  ];
  return [
    ...table(
      ['panel', 'judge', 'asked %', 'ties %', 'both orders', 'once, leader first', 'once, leader last'],
      rows.map(line),
    ),
    '',
    ...table(['judge', 'once, any order: right %', 'both orders agree %', 'then right %'], pairs.map(pair)),
  ];
}

export function measureLines(measured: Measures): string[] {
  const [rate, wrongful] = measured.collapse.correcting;
  const [conforming, wrong] = measured.collapse.conforming;
  const share = (value: number | null) => (value === null ? 'not stated' : `${percent(value)} %`);
  return [
    `gain, 400 debates: ± ${percent(measured.gainHalfWidth)} points; ${percent(measured.gainCovered)} % of the intervals hold it`,
    `following against true conformity, rank correlation: ${measured.followingAfter10.toFixed(2)} after 10 debates, ` +
      `${measured.followingAfter300.toFixed(2)} after 300; anonymous exchange ${measured.anonymousAfter300.toFixed(2)} after 300`,
    `collapse: ${share(rate)} where talk corrects (${share(wrongful)} wrongful), ` +
      `${share(conforming)} where it conforms (${share(wrong)} wrongful)`,
  ];
}

export function percent(share: number): string {
  return (share * 100).toFixed(1);
}

export function points({ value, low, high }: Estimate): string {
  return `${signed(value)} [${signed(low)}, ${signed(high)}]`;
}

function signed(share: number): string {
  const text = percent(share);
  return share >= 0 && !text.startsWith('-') ? `+${text}` : text;
}

function table(head: readonly string[], lines: readonly (readonly string[])[]): string[] {
  const all = [head, ...lines];
  const widths = head.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0)));
  return all.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
