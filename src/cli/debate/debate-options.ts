import type { Command } from 'commander';
import { amount, futureTime, list, oneOf, wholeNumber } from '../command/options.ts';
import type { Consensus, DebateMode, StartDebateInput, TallyRule, Topology } from '../generated/graphql.ts';

/** Settings of a debate; the server chooses those that are left out. */
export type DebateSettings = Omit<StartDebateInput, 'decision' | 'idempotencyKey'>;

export interface DebateOptions {
  readonly agents?: string[];
  readonly mode?: DebateMode;
  readonly consensus?: Consensus;
  readonly tally?: TallyRule;
  readonly topology?: Topology;
  readonly rounds?: number;
  readonly pace?: number;
  readonly anyway?: true;
  readonly judge?: string;
  readonly moderator?: string;
  readonly maxCost?: number;
  readonly maxTokens?: number;
  readonly deadline?: string;
  readonly estimate?: true;
  readonly json?: true;
}

/** The options of every command that starts a debate. */
export function withDebateOptions(command: Command): Command {
  return command
    .option(
      '--agents <ids>',
      'agents of the file or of `aragora agents`, such as a,b (default: all agents of the file, or a panel)',
      list,
    )
    .option(
      '--mode <mode>',
      'safe, deliberate, vote, judge, moderated or policy (default: safe for language models, deliberate for agents of a file)',
      oneOf('SAFE', 'DELIBERATE', 'VOTE', 'JUDGE', 'MODERATED', 'POLICY'),
    )
    .option(
      '--consensus <rule>',
      'plurality, majority, supermajority or unanimous (default: the rule of the mode)',
      oneOf('PLURALITY', 'MAJORITY', 'SUPERMAJORITY', 'UNANIMOUS'),
    )
    .option(
      '--tally <what>',
      'count choices or rankings: choice or ranking (default: choice)',
      oneOf('CHOICE', 'RANKING'),
    )
    .option(
      '--topology <shape>',
      'which debater hears which: all_to_all, ring, star or sparse (default: all_to_all)',
      oneOf('ALL_TO_ALL', 'RING', 'STAR', 'SPARSE'),
    )
    .option('--rounds <n>', 'maximum rounds of exchange, 1 to 12 (default: that of the mode)', wholeNumber(1, 12))
    .option('--anyway', 'exchange arguments even if the panel agrees from the start')
    .option('--judge <id>', 'the agent that judges')
    .option('--moderator <id>', 'the agent that moderates')
    .option('--max-cost <usd>', 'maximum cost in US dollars', amount)
    .option('--max-tokens <n>', 'maximum tokens, read and written', wholeNumber(1, 100_000_000))
    .option('--deadline <minutes|time>', 'latest end: minutes from now, or an ISO time', futureTime)
    .option('--pace <ms>', 'minimum time between two turns in milliseconds (default: 0)', wholeNumber(0, 60_000))
    .option('--estimate', 'only estimate calls, tokens and cost of the debate')
    .option('--json', 'print the whole ended debate as JSON');
}

export function settingsOf(options: DebateOptions): DebateSettings {
  const { agents, mode, consensus, tally, topology, rounds, pace, anyway, judge, moderator } = options;
  const { maxCost, maxTokens, deadline } = options;
  const limits = { maxCostUsd: maxCost, maxTokens, deadline };
  const isLimited = Object.values(limits).some((value) => value !== undefined);
  const protocol = { mode, consensus, tally, topology, maxRounds: rounds, paceMs: pace, debateAnyway: anyway };
  return { agents, ...protocol, judge, moderator, ...(isLimited && { limits }) };
}
