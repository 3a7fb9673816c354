import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { Consensus } from '../../domain/debates/protocol.ts';
import { gainOf } from '../../domain/debates/protocols/gain.ts';
import type * as domain from '../../domain/debates/verdict/verdict.ts';
import { Spending } from '../agents/call-types.ts';
import { DebateGainEnum, OutcomeEnum } from './debate-enums.ts';
import { ConsensusEnum, DecidedByEnum } from './protocol-enums.ts';

@ObjectType({ description: 'The votes one option got.', simpleResolvers: true })
export class TallyRow {
  @Field(() => ID, { description: 'The option.' })
  position!: string;

  @Field(() => [ID], { description: 'The participants who voted for it.' })
  voters!: readonly string[];

  @Field(() => Float, { description: 'Sum of their weights; 1 each where reliability was not measured.' })
  weight!: number;
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
    description: 'The leading answer; null when nobody had one, or two lead together and the rule breaks no ties.',
  })
  position!: string | null;

  @Field(() => Float, { description: 'Share of the debaters who gave the leading answer, 0 to 1.' })
  agreement!: number;

  @Field(() => Float, { description: 'Lead over the next answer, as a share of the debaters, 0 to 1.' })
  margin!: number;

  @Field(() => Boolean, { description: 'Whether two answers were level.' })
  isTied!: boolean;

  @Field(() => ID, { nullable: true, description: 'The leading answer when answers count by measured reliability.' })
  weightedPosition!: string | null;

  @Field(() => Int, { description: 'Tokens the blind answers took, read and written.' })
  tokens!: number;
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

@ObjectType({
  description:
    'How often one debater could have followed the majority it was shown, and did. Counts: one debate is too little for an index.',
  simpleResolvers: true,
})
export class Following {
  @Field(() => ID, { description: 'The debater.' })
  participantId!: string;

  @Field(() => Int, { description: 'Times it held something else than most of at least two peers were seen to hold.' })
  opportunities!: number;

  @Field(() => Int, { description: 'Times it then went over to that.' })
  moves!: number;

  @Field(() => Int, { description: 'Those of the moves for which it named no peer and no reason.' })
  unexplained!: number;
}

@ObjectType({ description: 'How positions moved from the blind answers to the end.', simpleResolvers: true })
export class Trajectory {
  @Field(() => Int, { description: 'Changes of position. `PositionChanged` events say what caused each.' })
  flips!: number;

  @Field(() => [Following], { description: 'Majority-following, for each debater.' })
  following!: readonly Following[];

  @Field(() => Boolean, { description: 'Whether blind answers differed.' })
  isContested!: boolean;

  @Field(() => Boolean, { description: 'Whether all held the same at the end although blind answers differed.' })
  isCollapsed!: boolean;

  @Field(() => Float, {
    nullable: true,
    description:
      'Lost share of diversity: 1 − D(end) / D(blind), D = 1 − Σ share²; null when nobody differed at first.',
  })
  diversityLoss!: number | null;
}

@ObjectType({ description: 'What a debate decided, and how firmly.', simpleResolvers: true })
export class Verdict {
  @Field(() => OutcomeEnum, { description: 'How the debate came out.' })
  outcome!: domain.Outcome;

  @Field(() => ID, { nullable: true, description: 'The option decided on; null unless DECIDED.' })
  winner!: string | null;

  @Field(() => String, { nullable: true, description: 'The decision in words; null unless DECIDED.' })
  answer!: string | null;

  @Field(() => DecidedByEnum, { description: 'What the decision comes from.' })
  decidedBy!: domain.DecidedBy;

  @Field(() => Boolean, {
    description: 'Whether it was reached before the debate was over: at a limit, or for want of a quorum.',
  })
  isPartial!: boolean;

  @Field(() => Boolean, { description: 'Whether options were level, so that weights or a hash of their ids decided.' })
  isTied!: boolean;

  @Field(() => Trajectory, { description: 'How positions moved.' })
  trajectory!: Trajectory;

  @Field(() => Spending, { description: 'What the debate’s calls took.' })
  spending!: Spending;

  @Field(() => Boolean, { description: 'Whether a fallback made two debaters answer with the same model.' })
  diversityLost!: boolean;

  @Field(() => Boolean, { description: 'Whether the judge is of the family of a debater, for want of another.' })
  judgeConflict!: boolean;

  @Field(() => ConsensusEnum, { description: 'The rule the votes had to meet.' })
  rule!: Consensus;

  @Field(() => [TallyRow], { description: 'The votes by option, most first.' })
  tally!: readonly TallyRow[];

  @Field(() => [Dissent], { description: 'The votes that did not go with the verdict.' })
  dissent!: readonly Dissent[];

  @Field(() => Baseline, { description: 'What would have been decided without a debate.' })
  baseline!: Baseline;

  @Field(() => DebateGainEnum, {
    description:
      'What the debate changed against that. In an event, as known then; on the debate, by what was recorded since.',
  })
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

/** The verdict, with the gain by what has been recorded as right since. */
export function toVerdict(verdict: domain.Verdict | null, groundTruth: string | null): Verdict | null {
  if (verdict === null || groundTruth === null) return verdict;
  return { ...verdict, debateGain: gainOf(verdict.baseline.position, verdict.winner, groundTruth) };
}
