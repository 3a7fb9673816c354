import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { Consensus } from '../domain/debates/protocol.ts';
import type * as domain from '../domain/debates/verdict.ts';
import { ConsensusEnum, DebateGainEnum, OutcomeEnum } from './debate-enums.ts';

@ObjectType({ description: 'The votes one option got.', simpleResolvers: true })
export class TallyRow {
  @Field(() => ID, { description: 'The option.' })
  position!: string;

  @Field(() => [ID], { description: 'The participants who voted for it.' })
  voters!: readonly string[];
}

@ObjectType({ description: 'A vote that did not go with the verdict.', simpleResolvers: true })
export class Dissent {
  @Field(() => ID, { description: 'Who dissents.' })
  participantId!: string;

  @Field(() => ID, { nullable: true, description: 'The option voted for; null: the participant abstained.' })
  position!: string | null;

  @Field(() => Float, { nullable: true, description: 'How sure the participant says it is, 0 to 1.' })
  confidence!: number | null;

  @Field(() => String, { nullable: true, description: 'Why.' })
  reason!: string | null;
}

@ObjectType({
  description: 'The plain majority of the blind answers: what would have been decided without a debate.',
  simpleResolvers: true,
})
export class Baseline {
  @Field(() => ID, {
    nullable: true,
    description: 'The leading answer; null when two lead together or nobody had one.',
  })
  position!: string | null;

  @Field(() => Float, { description: 'Share of the participants who gave the leading answer, 0 to 1.' })
  agreement!: number;
}

@ObjectType({ description: 'Who took part in the vote.', simpleResolvers: true })
export class Participation {
  @Field(() => Int, { description: 'How many take part in the debate.' })
  participants!: number;

  @Field(() => Int, { description: 'How many voted for an option.' })
  voted!: number;

  @Field(() => Int, { description: 'How many abstained.' })
  abstained!: number;

  @Field(() => Int, { description: 'How many failed to vote.' })
  failed!: number;
}

@ObjectType({ description: 'A piece of evidence on which the verdict hangs.', simpleResolvers: true })
export class Crux {
  @Field(() => ID, { description: 'The evidence.' })
  evidenceId!: string;

  @Field(() => Float, { description: 'The strength its author gave it, 0 to 1.' })
  strength!: number;

  @Field(() => Boolean, { description: 'Whether the verdict would be another without it.' })
  flipsWithout!: boolean;

  @Field(() => ID, { nullable: true, description: 'The option that would win without it; null: none.' })
  winnerWithout!: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The nearest strength at which the verdict is another; null: none is.',
  })
  flipsAtStrength!: number | null;

  @Field(() => ID, { nullable: true, description: 'The option that would win at that strength; null: none.' })
  winnerAtStrength!: string | null;
}

@ObjectType({ description: 'What a debate decided, and how firmly.', simpleResolvers: true })
export class Verdict {
  @Field(() => OutcomeEnum, { description: 'How the debate came out.' })
  outcome!: domain.Outcome;

  @Field(() => ID, { nullable: true, description: 'The option decided on; null unless DECIDED.' })
  winner!: string | null;

  @Field(() => ConsensusEnum, { description: 'The rule the votes had to meet.' })
  rule!: Consensus;

  @Field(() => [TallyRow], { description: 'The votes by option, most first.' })
  tally!: readonly TallyRow[];

  @Field(() => [Dissent], { description: 'The votes that did not go with the verdict.' })
  dissent!: readonly Dissent[];

  @Field(() => Baseline, { description: 'What would have been decided without a debate.' })
  baseline!: Baseline;

  @Field(() => DebateGainEnum, { description: 'What the debate changed against that.' })
  debateGain!: domain.DebateGain;

  @Field(() => Participation, { description: 'Who took part in the vote.' })
  participation!: Participation;

  @Field(() => [Crux], { description: 'The evidence on which the verdict hangs, the smallest change first.' })
  cruxes!: readonly Crux[];

  @Field(() => Float, {
    nullable: true,
    description: 'What the debate cost, in US dollars; null when a price is not known.',
  })
  costUsd!: number | null;
}
