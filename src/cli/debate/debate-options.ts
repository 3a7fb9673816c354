import type { Command } from 'commander';
import { amount, list, moment, oneOf, wholeNumber } from '../command/options.ts';
import type { Consensus, DebateMode, StartDebateInput, TallyRule, Topology } from '../generated/graphql.ts';

/** How the debate is to be held; what is left out is the server's to choose. */
export type DebateWishes = Omit<StartDebateInput, 'decision' | 'idempotencyKey'>;

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
      'who debates: agents of the file or of `aragora agents`, such as a,b (all, or a panel)',
      list,
    )
    .option(
      '--mode <mode>',
      'safe, deliberate, vote, judge, moderated or policy (safe for language models, deliberate for agents of a file)',
      oneOf('SAFE', 'DELIBERATE', 'VOTE', 'JUDGE', 'MODERATED', 'POLICY'),
    )
    .option(
      '--consensus <rule>',
      'plurality, majority, supermajority or unanimous (the mode’s)',
      oneOf('PLURALITY', 'MAJORITY', 'SUPERMAJORITY', 'UNANIMOUS'),
    )
    .option('--tally <what>', 'count the choice or the ranking of everybody (choice)', oneOf('CHOICE', 'RANKING'))
    .option(
      '--topology <shape>',
      'who hears whom: all_to_all, ring, star or sparse (all_to_all)',
      oneOf('ALL_TO_ALL', 'RING', 'STAR', 'SPARSE'),
    )
    .option('--rounds <n>', 'most rounds of exchange, 1 to 12 (the mode’s)', wholeNumber(1, 12))
    .option('--anyway', 'debate even if the panel agrees from the start')
    .option('--judge <id>', 'the agent that judges')
    .option('--moderator <id>', 'the agent that moderates')
    .option('--max-cost <usd>', 'most US dollars to spend', amount)
    .option('--max-tokens <n>', 'most tokens to read and write', wholeNumber(1, 100_000_000))
    .option('--deadline <minutes|time>', 'when to end at the latest: minutes from now, or an ISO time', moment)
    .option('--pace <ms>', 'least time between two turns in milliseconds (0)', wholeNumber(0, 60_000))
    .option('--estimate', 'only tell what the debate would take')
    .option('--json', 'print the whole finished debate as JSON');
}

export function wishesOf(options: DebateOptions): DebateWishes {
  const { agents, mode, consensus, tally, topology, rounds, pace, anyway, judge, moderator } = options;
  const { maxCost, maxTokens, deadline } = options;
  const limits = { maxCostUsd: maxCost, maxTokens, deadline };
  const isLimited = Object.values(limits).some((value) => value !== undefined);
  const held = { mode, consensus, tally, topology, maxRounds: rounds, paceMs: pace, debateAnyway: anyway };
  return { agents, ...held, judge, moderator, ...(isLimited && { limits }) };
}
