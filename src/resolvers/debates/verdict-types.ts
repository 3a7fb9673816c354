import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { Consensus } from '../../domain/debates/protocol.ts';
import { gainOf } from '../../domain/debates/protocols/debate-gain.ts';
import type * as domain from '../../domain/debates/verdict/verdict.ts';
import { plausibleSpending } from '../../domain/shared/call.ts';
import { isPlausibleAmount, isPlausibleSum, plausibleCounts } from '../../domain/shared/plausible.ts';
import { Spending } from '../agents/call-types.ts';
import { SafeInt } from '../shared/scalars.ts';
import { DebateGainEnum, OutcomeEnum } from './debate-enums.ts';
import { DebateOption, Evidence } from './decision-types.ts';
import { Participant } from './participant-types.ts';
import { ConsensusEnum, DecidedByEnum } from './protocol-enums.ts';
import type { References } from './references.ts';

@ObjectType({ description: 'The votes for one option.', simpleResolvers: true })
export class TallyRow {
  @Field(() => DebateOption, { description: 'The option.' })
  option!: DebateOption;

  @Field(() => [Participant], { description: 'Participants who voted for it.' })
  voters!: readonly Participant[];

  @Field(() => Float, {
    description: 'Sum of the weights of the voters. A voter without measured reliability has weight 1.',
  })
  weight!: number;
}

@ObjectType({ description: 'A vote that differs from the verdict.', simpleResolvers: true })
export class Dissent {
  @Field(() => Participant, { description: 'The dissenting participant.' })
  participant!: Participant;

  @Field(() => DebateOption, {
    nullable: true,
    description: 'The option voted for; null when the participant abstained.',
  })
  option!: DebateOption | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Confidence stated by the participant, 0 to 1; null when not stated.',
  })
  confidence!: number | null;

  @Field(() => String, { nullable: true, description: 'Reason for the vote; null when not stated.' })
  reason!: string | null;
}

@ObjectType({
  description: 'The plain majority of the blind answers: the decision without a debate.',
  simpleResolvers: true,
})
export class Baseline {
  @Field(() => DebateOption, {
    nullable: true,
    description: 'The leading answer; null without answers, or for a tie that the rule does not break.',
  })
  option!: DebateOption | null;

  @Field(() => Float, { description: 'Share of the debaters with the leading answer, 0 to 1.' })
  agreement!: number;

  @Field(() => Float, { description: 'Lead over the next answer, as a share of the debaters, 0 to 1.' })
  margin!: number;

  @Field(() => Boolean, { description: 'Whether two answers were tied.' })
  isTied!: boolean;

  @Field(() => DebateOption, {
    nullable: true,
    description: 'The leading answer by weights from measured reliability; null as for `option`.',
  })
  weightedOption!: DebateOption | null;

  @Field(() => SafeInt, { description: 'Input and output tokens of the blind answers.' })
  tokens!: number;
}

@ObjectType({ description: 'Participation in the vote.', simpleResolvers: true })
export class Participation {
  @Field(() => Int, { description: 'Number of participants of the debate.' })
  participants!: number;

  @Field(() => Int, { description: 'Number of votes for an option.' })
  voted!: number;

  @Field(() => Int, { description: 'Number of abstentions.' })
  abstained!: number;

  @Field(() => Int, { description: 'Number of failed votes.' })
  failed!: number;
}

@ObjectType({ description: 'A piece of evidence on which the verdict depends.', simpleResolvers: true })
export class Crux {
  @Field(() => String, { description: 'Key of the evidence.' })
  evidenceKey!: string;

  @Field(() => Evidence, {
    nullable: true,
    description:
      'The evidence, as in `Debate.evidence`. In an event, null for an argument that an agent stated in the debate.',
  })
  evidence!: Evidence | null;

  @Field(() => Float, { description: 'Strength given by the author, 0 to 1.' })
  strength!: number;

  @Field(() => Boolean, { description: 'Whether the verdict would change without it.' })
  flipsWithout!: boolean;

  @Field(() => DebateOption, {
    nullable: true,
    description: 'The option that would win without it; null when none would.',
  })
  winnerWithout!: DebateOption | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The nearest strength at which the verdict would change; null when there is none.',
  })
  flipsAtStrength!: number | null;

  @Field(() => DebateOption, {
    nullable: true,
    description: 'The option that would win at that strength; null when none would.',
  })
  winnerAtStrength!: DebateOption | null;
}

@ObjectType({
  description:
    'How often one debater could have followed the majority it was shown, and how often it did. Only counts: one debate is too little for an index.',
  simpleResolvers: true,
})
export class Following {
  @Field(() => Participant, { description: 'The debater.' })
  participant!: Participant;

  @Field(() => Int, { description: 'How often it differed from the visible majority of at least two peers.' })
  opportunities!: number;

  @Field(() => Int, { description: 'How often it then changed to the position of the majority.' })
  moves!: number;

  @Field(() => Int, { description: 'Number of these moves without a named peer or reason.' })
  unexplained!: number;
}

@ObjectType({ description: 'Changes of position from the blind answers to the end.', simpleResolvers: true })
export class Trajectory {
  @Field(() => Int, { description: 'Number of changes of position. `PositionChanged` events give the cause of each.' })
  flips!: number;

  @Field(() => [Following], { description: 'Majority following of each debater.' })
  following!: readonly Following[];

  @Field(() => Boolean, { description: 'Whether the blind answers differed.' })
  isContested!: boolean;

  @Field(() => Boolean, {
    description: 'Whether all positions were the same at the end although the blind answers differed.',
  })
  isCollapsed!: boolean;

  @Field(() => Float, {
    nullable: true,
    description:
      'Lost share of diversity: 1 − D(end) / D(blind), D = 1 − Σ share²; null when the blind answers did not differ.',
  })
  diversityLoss!: number | null;
}

@ObjectType({ description: 'The result of a debate.', simpleResolvers: true })
export class Verdict {
  @Field(() => OutcomeEnum, { description: 'Outcome of the debate.' })
  outcome!: domain.Outcome;

  @Field(() => DebateOption, { nullable: true, description: 'The winning option; null unless DECIDED.' })
  winner!: DebateOption | null;

  @Field(() => String, { nullable: true, description: 'The decision in words; null unless DECIDED.' })
  answer!: string | null;

  @Field(() => DecidedByEnum, { description: 'Basis of the decision.' })
  decidedBy!: domain.DecidedBy;

  @Field(() => Boolean, {
    description: 'Whether it was reached early, because of a limit or a lost quorum.',
  })
  isPartial!: boolean;

  @Field(() => Boolean, { description: 'Whether options were tied, so that weights or a hash of their keys decided.' })
  isTied!: boolean;

  @Field(() => Trajectory, { description: 'Changes of position.' })
  trajectory!: Trajectory;

  @Field(() => Spending, { description: 'Tokens and cost of the calls of the debate.' })
  spending!: Spending;

  @Field(() => Boolean, { description: 'Whether two debaters answered with the same model because of a fallback.' })
  diversityLost!: boolean;

  @Field(() => Boolean, {
    description: 'Whether the judge is of the same family as a debater, because no other was available.',
  })
  judgeConflict!: boolean;

  @Field(() => ConsensusEnum, { description: 'Consensus rule for the votes.' })
  rule!: Consensus;

  @Field(() => [TallyRow], { description: 'Votes by option, most votes first.' })
  tally!: readonly TallyRow[];

  @Field(() => [Dissent], { description: 'Votes that differ from the verdict.' })
  dissent!: readonly Dissent[];

  @Field(() => Baseline, { description: 'The decision without a debate.' })
  baseline!: Baseline;

  @Field(() => DebateGainEnum, {
    description:
      'Gain over the baseline. In an event, by the ground truth known then; on the debate, by the current ground truth.',
  })
  debateGain!: domain.DebateGain;

  @Field(() => Participation, { description: 'Participation in the vote.' })
  participation!: Participation;

  @Field(() => [Crux], { description: 'Evidence on which the verdict depends, smallest change first.' })
  cruxes!: readonly Crux[];

  @Field(() => Float, {
    nullable: true,
    description: 'Cost of the debate in US dollars; null when a price is unknown.',
  })
  costUsd!: number | null;
}

/** The verdict, with the gain by the ground truth known when it was reached. */
export function toVerdict(verdict: domain.Verdict, references: References): Verdict {
  const { baseline, winner, tally, dissent, participation, trajectory, cruxes, spending, costUsd } = verdict;
  const option = (key: string | null) => references.optionOrNull(key);
  return {
    ...verdict,
    winner: option(winner),
    spending: plausibleSpending(spending),
    costUsd: isPlausibleAmount(costUsd) ? costUsd : null,
    baseline: {
      ...baseline,
      tokens: isPlausibleSum(baseline.tokens) ? baseline.tokens : 0,
      option: option(baseline.position),
      weightedOption: option(baseline.weightedPosition),
    },
    tally: tally.map(({ position, voters, weight }) => ({
      ...{ option: references.option(position), weight },
      voters: voters.map((key) => references.participant(key)),
    })),
    dissent: dissent.map(({ participantId, position, ...rest }) => ({
      ...{ participant: references.participant(participantId), option: option(position), ...rest },
    })),
    participation: plausibleCounts(participation),
    trajectory: {
      ...trajectory,
      ...plausibleCounts({ flips: trajectory.flips }),
      following: trajectory.following.map(({ participantId, ...counts }) => ({
        ...{ participant: references.participant(participantId), ...plausibleCounts(counts) },
      })),
    },
    cruxes: cruxes.map((crux) => toCrux(crux, references)),
  };
}

/** The gain of a verdict by the current ground truth. */
export function gainBy(groundTruth: string | null, { baseline, winner, debateGain }: domain.Verdict) {
  return groundTruth === null ? debateGain : gainOf(baseline.position, winner, groundTruth);
}

function toCrux({ evidenceId: evidenceKey, ...crux }: domain.Verdict['cruxes'][number], references: References): Crux {
  return {
    ...{ ...crux, evidenceKey },
    winnerWithout: references.optionOrNull(crux.winnerWithout),
    winnerAtStrength: references.optionOrNull(crux.winnerAtStrength),
    // A list that shows the verdict without it has not read the evidence.
    get evidence() {
      return references.evidence(evidenceKey);
    },
  };
}
