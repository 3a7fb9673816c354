import { GraphQLLocalDate, GraphQLSafeInt } from 'graphql-scalars';
import { Field, Float, GraphQLISODateTime, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { UsageGroup } from '../../domain/usage/report.ts';
import { wordsOf } from '../shared/words-enum.ts';

export const UsageGroupEnum = wordsOf<UsageGroup>('UsageGroup', 'What usage is told apart by.', {
  DAY: 'By the day, in UTC.',
  AGENT: 'By the agent that was asked.',
  MODEL: 'By the model that was called: another one than the agent’s where a fallback was.',
});

@InputType({
  description: 'Days, in UTC, at most 366: either the last so many, or those from one day to another.',
})
export class UsageWindow {
  @Field(() => Int, { nullable: true, description: 'The last so many days, today included: 1 is today alone.' })
  lastDays?: number | null;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The first day.' })
  from?: string | null;

  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The last day, included. Left out: today.' })
  to?: string | null;
}

@ObjectType({
  description: 'What calls of language models took. A call is one try to get an answer out of one model.',
  simpleResolvers: true,
})
export class CallUsage {
  @Field(() => GraphQLSafeInt, { description: 'How many calls there were.' })
  calls!: number;

  @Field(() => GraphQLSafeInt, {
    description: 'Those that brought no usable answer. They may have cost something all the same.',
  })
  failedCalls!: number;

  @Field(() => GraphQLSafeInt, { description: 'Those whose price is not known.' })
  unpricedCalls!: number;

  @Field(() => GraphQLSafeInt, { description: 'Those whose tokens are estimated from the length of the texts.' })
  estimatedCalls!: number;

  @Field(() => GraphQLSafeInt, { description: 'Tokens the models read.' })
  inputTokens!: number;

  @Field(() => GraphQLSafeInt, { description: 'Tokens the models wrote.' })
  outputTokens!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'US dollars they cost; null as soon as the price of one of them is not known.',
  })
  costUsd!: number | null;

  @Field(() => Float, { description: 'US dollars of the calls whose price is known.' })
  knownCostUsd!: number;
}

@ObjectType({ description: 'How many debates started and ended.', simpleResolvers: true })
export class DebateUsage {
  @Field(() => GraphQLSafeInt, { description: 'Debates that were started, forks included.' })
  started!: number;

  @Field(() => GraphQLSafeInt, { description: 'Debates that ended DECIDED.' })
  decided!: number;

  @Field(() => GraphQLSafeInt, { description: 'Debates that ended NO_CONSENSUS.' })
  noConsensus!: number;

  @Field(() => GraphQLSafeInt, { description: 'Debates that ended UNDECIDED.' })
  undecided!: number;

  @Field(() => GraphQLSafeInt, { description: 'Debates that ended ABORTED: they failed or were cancelled.' })
  aborted!: number;
}

@ObjectType({ description: 'All of the usage in the window.', simpleResolvers: true })
export class UsageTotals {
  @Field(() => CallUsage, { description: 'What the calls took.' })
  spent!: CallUsage;

  @Field(() => DebateUsage, { description: 'The debates.' })
  debates!: DebateUsage;
}

@ObjectType({ description: 'The usage of one group.', simpleResolvers: true })
export class UsageRow {
  @Field(() => GraphQLLocalDate, { nullable: true, description: 'The day, in UTC; null when not grouped by it.' })
  day!: string | null;

  @Field(() => ID, { nullable: true, description: 'The agent that was asked; null when not grouped by it.' })
  agentId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The model that was called, as `provider:model`; null when not grouped by it.',
  })
  model!: string | null;

  @Field(() => CallUsage, { description: 'What the calls took.' })
  spent!: CallUsage;

  @Field(() => DebateUsage, {
    nullable: true,
    description: 'The debates of the day; null when grouped by agent or model, of which a debate has several.',
  })
  debates!: DebateUsage | null;
}

@ObjectType({ description: 'What the debates of the workspace spent, deleted ones included.', simpleResolvers: true })
export class Usage {
  @Field(() => GraphQLLocalDate, { description: 'The first day of the window.' })
  from!: string;

  @Field(() => GraphQLLocalDate, { description: 'Its last day.' })
  to!: string;

  @Field(() => GraphQLISODateTime, {
    description: 'Everything that was recorded before this moment is counted: now, or a second or two ago.',
  })
  countedUpTo!: Date;

  @Field(() => UsageTotals, { description: 'All of it.' })
  totals!: UsageTotals;

  @Field(() => [UsageRow], {
    description: 'A row for each group with anything in it, by day, agent and model. Empty without `groupBy`.',
  })
  rows!: readonly UsageRow[];
}
