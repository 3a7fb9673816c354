import { describe, expect, it } from 'vitest';
import type { UsageGroup, UsageQuery } from '../../../src/cli/generated/graphql.ts';
import type { Answered } from '../../../src/cli/server/api.ts';
import { renderUsage } from '../../../src/cli/usage/render-usage.ts';
import { plainPage } from '../builders.ts';

type Usage = Answered<UsageQuery>['usage'];
type Row = Usage['rows'][number];
type Spent = Row['spent'];

function spent(change: Partial<Spent> = {}): Spent {
  const calls = { calls: 12, failedCalls: 1, unpricedCalls: 0, estimatedCalls: 0 };
  return { ...calls, inputTokens: 12_300, outputTokens: 450, costUsd: 0.5, knownCostUsd: 0.5, ...change };
}

function row(change: Partial<Row> = {}): Row {
  return { day: null, agentKey: null, agent: null, model: null, debates: null, spent: spent(), ...change };
}

const UNPRICED = { unpricedCalls: 2, costUsd: null };

function shown(rows: Row[], by: UsageGroup[], all: Spent = spent()): readonly string[] {
  const debates = { started: 3, decided: 1, noConsensus: 1, undecided: 0, aborted: 0 };
  const usage = { from: '2026-01-01', to: '2026-01-30', countedUpTo: '2026-01-30T10:00:00.000Z' };
  return renderUsage({ ...usage, totals: { spent: all, debates }, rows }, by, plainPage());
}

describe('usage on the terminal', () => {
  it('is a table with totals at its end, and notes about them', () => {
    const rows = [row({ model: 'openai:gpt' }), row({ model: 'x:y', spent: spent({ calls: 1, costUsd: 0 }) })];
    expect(shown(rows, ['MODEL'])).toEqual([
      'model       calls  failed  tokens read  written   cost',
      'openai:gpt     12       1        12300      450  $0.50',
      'x:y             1       1        12300      450     $0',
      'all            12       1        12300      450  $0.50',
      '',
      '3 debates started, 2 ended: 1 decided, 1 without consensus, 0 undecided, 0',
      'aborted. From 2026-01-01 to 2026-01-30, in UTC.',
      'Counted up to 2026-01-30T10:00:00.000Z.',
    ]);
  });

  it('never shows an unknown cost as 0', () => {
    const lines = shown([row({ model: 'local:m', spent: spent({ ...UNPRICED, knownCostUsd: 0 }) })], ['MODEL'], {
      ...spent(UNPRICED),
    });
    expect(lines[1]).toMatch(/ {2}unknown$/);
    expect(lines[2]).toMatch(/\$0\.50 \+ 2 unknown$/);
    expect(lines.at(-1)).toBe('The price of 2 calls is unknown, so the real cost is higher.');
  });

  it('has a column per group in a fixed order, without control sequences in names', () => {
    const lines = shown([row({ day: '2026-01-02', agentKey: 'a\u001b[31m\u202e' })], ['AGENT', 'DAY']);
    expect(lines[0]).toMatch(/^day \(UTC\) {3}agent {2}calls/);
    expect(lines[1]).toMatch(/^2026-01-02 {2}a {7} *12/);
    expect(shown([], [])[1]).toMatch(/^all {2}/);
  });
});
