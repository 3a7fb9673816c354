import type { UsageGroup, UsageQuery } from '../generated/graphql.ts';
import type { Answered } from '../server/api.ts';
import { type Page, paragraph } from '../terminal/page.ts';
import { pad, plural, printable, usd, widthOf } from '../terminal/text.ts';

type Usage = Answered<UsageQuery>['usage'];
type Row = Usage['rows'][number];
type Spent = Row['spent'];
type Debates = Usage['totals']['debates'];

const GAP = '  ';
const NUMBERS = ['calls', 'failed', 'tokens read', 'written', 'cost'];
const GROUPS: Readonly<Record<UsageGroup, { head: string; of(row: Row): string | null }>> = {
  DAY: { head: 'day (UTC)', of: ({ day }) => day },
  AGENT: { head: 'agent', of: ({ agentKey }) => agentKey },
  MODEL: { head: 'model', of: ({ model }) => model },
};

/** One line per group, then the totals and notes about them. */
export function renderUsage(usage: Usage, by: readonly UsageGroup[], page: Page): string[] {
  const { totals, rows } = usage;
  const groups = (['DAY', 'AGENT', 'MODEL'] as const).filter((group) => by.includes(group));
  const lines = rows.map((row) => [
    ...groups.map((group) => printable(GROUPS[group].of(row) ?? '')),
    ...cells(row.spent),
  ]);
  const named = groups.length > 0 ? groups.length : 1;
  const total = ['all', ...Array<string>(named - 1).fill(''), ...cells(totals.spent)];
  const head = [...(groups.length > 0 ? groups.map((group) => GROUPS[group].head) : ['']), ...NUMBERS];
  const [first = '', ...rest] = aligned([head, ...lines, total], named);
  return [
    page.paint('bold', first),
    ...rest,
    '',
    ...paragraph(page, 0, `${debatesOf(totals.debates)} From ${usage.from} to ${usage.to}, in UTC.`),
    ...paragraph(page, 0, `Counted up to ${usage.countedUpTo}.`),
    ...(totals.spent.unpricedCalls > 0 ? paragraph(page, 0, unpriced(totals.spent)) : []),
  ];
}

function cells({ calls, failedCalls, inputTokens, outputTokens, ...cost }: Spent): string[] {
  return [calls, failedCalls, inputTokens, outputTokens].map(String).concat(costOf(cost));
}

/** An unknown cost is never shown as 0. */
function costOf({ costUsd, knownCostUsd, unpricedCalls }: Pick<Spent, 'costUsd' | 'knownCostUsd' | 'unpricedCalls'>) {
  if (costUsd !== null) return usd(costUsd);
  return knownCostUsd === 0 ? 'unknown' : `${usd(knownCostUsd)} + ${unpricedCalls} unknown`;
}

function unpriced({ unpricedCalls }: Spent): string {
  return `The price of ${plural(unpricedCalls, 'call')} is unknown, so the real cost is higher.`;
}

function debatesOf({ started, decided, noConsensus, undecided, aborted }: Debates): string {
  const ended = decided + noConsensus + undecided + aborted;
  const how = `${decided} decided, ${noConsensus} without consensus, ${undecided} undecided, ${aborted} aborted`;
  return `${plural(started, 'debate')} started, ${ended} ended: ${how}.`;
}

/** Aligned columns: the first `words` columns to the left, the others, which are numbers, to the right. */
function aligned(rows: readonly (readonly string[])[], words: number): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))));
  const cell = (text: string, column: number) => {
    const width = widths[column] ?? 0;
    return column < words ? pad(text, width) : ' '.repeat(Math.max(0, width - widthOf(text))) + text;
  };
  return rows.map((row) => row.map(cell).join(GAP).trimEnd());
}
