import { Field, Float, InputType, Int, ObjectType } from 'type-graphql';
import type { UsageGroup } from '../../domain/usage/report.ts';
import { Agent } from '../agents/agents.ts';
import { OneOf } from '../shared/one-of.ts';
import { DateTime, LocalDate, SafeInt } from '../shared/scalars.ts';
import { wordsOf } from '../shared/words-enum.ts';

export const UsageGroupEnum = wordsOf<UsageGroup>('UsageGroup', 'Grouping of usage.', {
  DAY: 'By day, in UTC.',
  AGENT: 'By requested agent.',
  MODEL: 'By called model. After a fallback it differs from the model of the agent.',
});

@InputType({ description: 'Days in UTC, both included. At most 366 days.' })
export class UsageDays {
  @Field(() => LocalDate, { description: 'The first day.' })
  from!: string;

  @Field(() => LocalDate, { nullable: true, description: 'The last day. Default: today.' })
  to?: string | null;
}

@OneOf()
@InputType({ description: 'A range of days in UTC: either the last days, or a first and a last day.' })
export class UsageWindow {
  @Field(() => Int, {
    nullable: true,
    description: 'Number of last days including today, 1 to 366: 1 is only today.',
  })
  lastDays?: number | null;

  @Field(() => UsageDays, { nullable: true, description: 'From one day to another.' })
  days?: UsageDays | null;
}

@ObjectType({
  description: 'Number, tokens and cost of calls of language models. A call is one request to one model.',
  simpleResolvers: true,
})
export class CallUsage {
  @Field(() => SafeInt, { description: 'Number of calls.' })
  calls!: number;

  @Field(() => SafeInt, {
    description: 'Number of calls without a usable answer. They may still have a cost.',
  })
  failedCalls!: number;

  @Field(() => SafeInt, { description: 'Number of calls without a known price.' })
  unpricedCalls!: number;

  @Field(() => SafeInt, {
    description: 'Number of calls whose tokens are estimated from the length of the texts.',
  })
  estimatedCalls!: number;

  @Field(() => SafeInt, { description: 'Input tokens.' })
  inputTokens!: number;

  @Field(() => SafeInt, { description: 'Output tokens.' })
  outputTokens!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Cost in US dollars; null when the price of one call is unknown.',
  })
  costUsd!: number | null;

  @Field(() => Float, { description: 'Cost in US dollars of the calls with a known price.' })
  knownCostUsd!: number;
}

@ObjectType({ description: 'Number of started and ended debates.', simpleResolvers: true })
export class DebateUsage {
  @Field(() => SafeInt, { description: 'Number of started debates, including forks.' })
  started!: number;

  @Field(() => SafeInt, { description: 'Number of debates that ended DECIDED.' })
  decided!: number;

  @Field(() => SafeInt, { description: 'Number of debates that ended NO_CONSENSUS.' })
  noConsensus!: number;

  @Field(() => SafeInt, { description: 'Number of debates that ended UNDECIDED.' })
  undecided!: number;

  @Field(() => SafeInt, { description: 'Number of debates that ended ABORTED: they failed or were cancelled.' })
  aborted!: number;
}

@ObjectType({ description: 'Total usage in the window.', simpleResolvers: true })
export class UsageTotals {
  @Field(() => CallUsage, { description: 'Number, tokens and cost of the calls.' })
  spent!: CallUsage;

  @Field(() => DebateUsage, { description: 'Number of debates.' })
  debates!: DebateUsage;
}

@ObjectType({ description: 'The usage of one group.', simpleResolvers: true })
export class UsageRow {
  @Field(() => LocalDate, { nullable: true, description: 'Day in UTC; null when not grouped by day.' })
  day!: string | null;

  @Field(() => String, { nullable: true, description: 'Key of the requested agent; null when not grouped by agent.' })
  agentKey!: string | null;

  @Field(() => Agent, {
    nullable: true,
    description: 'The requested agent; null when not grouped by agent, and when no provider has it any more.',
  })
  agent!: Agent | null;

  @Field(() => String, {
    nullable: true,
    description: 'The called model, as `provider:model`; null when not grouped by model.',
  })
  model!: string | null;

  @Field(() => CallUsage, { description: 'Number, tokens and cost of the calls.' })
  spent!: CallUsage;

  @Field(() => DebateUsage, {
    nullable: true,
    description:
      'Number of debates of the day; null when grouped by agent or model, because a debate has several of them.',
  })
  debates!: DebateUsage | null;
}

@ObjectType({ description: 'Usage of the workspace, including deleted debates.', simpleResolvers: true })
export class Usage {
  @Field(() => LocalDate, { description: 'First day of the window.' })
  from!: string;

  @Field(() => LocalDate, { description: 'Last day of the window.' })
  to!: string;

  @Field(() => DateTime, {
    description: 'Everything recorded before this time is counted. It is now, or a second or two ago.',
  })
  countedUpTo!: Date;

  @Field(() => UsageTotals, { description: 'Total of the window.' })
  totals!: UsageTotals;

  @Field(() => [UsageRow], {
    description:
      'A row for each group that is not empty, ordered by day, agent and model, at most 5,000. Empty without `groupBy`.',
  })
  rows!: readonly UsageRow[];
}
