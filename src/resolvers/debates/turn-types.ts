import { Field, Float, Int, ObjectType } from 'type-graphql';
import type * as domain from '../../domain/debates/turn.ts';
import type { FailureCode } from '../../domain/shared/call.ts';
import { plausibleCounts } from '../../domain/shared/plausible.ts';
import { Call, toCall } from '../agents/call-types.ts';
import { DateTime } from '../shared/scalars.ts';
import { StanceEnum, TurnKindEnum } from './debate-enums.ts';
import { DebateOption } from './decision-types.ts';
import { Participant } from './participant-types.ts';
import { FailureCodeEnum } from './protocol-enums.ts';
import type { References } from './references.ts';

@ObjectType({ description: 'An argument that an agent stated in structured form.', simpleResolvers: true })
export class StatedArgument {
  @Field(() => DebateOption, {
    nullable: true,
    description: 'The option concerned; null when it concerns the answer of the same turn.',
  })
  option!: DebateOption | null;

  @Field(() => StanceEnum, { description: 'Whether it is for or against the option.' })
  stance!: 'FOR' | 'AGAINST';

  @Field(() => String, { description: 'The criterion concerned: its key, or words of the agent.' })
  criterion!: string;

  @Field(() => Float, { description: 'Strength, 0 to 1, as judged by the agent.' })
  strength!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Source as stated by the agent, unchecked; null when none is stated.',
  })
  source!: string | null;

  @Field(() => String, { description: 'Text of the argument.' })
  text!: string;
}

@ObjectType({ description: 'The ruling of a moderator, or of the judge of a moderated debate.', simpleResolvers: true })
export class Ruling {
  @Field(() => Boolean, { description: 'Whether the ruling ends the debate.' })
  isFinal!: boolean;

  @Field(() => Participant, { nullable: true, description: 'Participant whose side won; null for neither or both.' })
  side!: Participant | null;

  @Field(() => String, { nullable: true, description: 'Answer in words to an open question; null otherwise.' })
  answer!: string | null;
}

@ObjectType({ description: 'One answer of one participant in one phase.', simpleResolvers: true })
export class Turn {
  @Field(() => TurnKindEnum, { description: 'Kind of the turn.' })
  kind!: domain.TurnKind;

  @Field(() => Int, {
    description:
      'Round: 0 for proposals, then 1, 2, …. A vote has the number of the last round. The two judgements have 1 and 2.',
  })
  round!: number;

  @Field(() => Participant, {
    description: 'The participant that took the turn, with the agent that answered for it then.',
  })
  participant!: Participant;

  @Field(() => DebateOption, {
    nullable: true,
    description:
      'The option or candidate that the participant holds, votes for or judges right; null for none. In an event, an answer in words has no option until `CandidatesNamed`.',
  })
  option!: DebateOption | null;

  @Field(() => Participant, {
    nullable: true,
    description: 'The participant that a critique addresses; null for other turns.',
  })
  target!: Participant | null;

  @Field(() => String, { description: 'Text of the turn.' })
  text!: string;

  @Field(() => [String], {
    description: 'Keys of the evidence presented, as in `Debate.evidence`. All participants know it from then on.',
  })
  evidenceKeys!: readonly string[];

  @Field(() => Float, {
    nullable: true,
    description: 'Confidence stated by the participant, 0 to 1; null when not stated.',
  })
  confidence!: number | null;

  @Field(() => Participant, {
    nullable: true,
    description: 'The peer whose evidence changed the position; null when there is none.',
  })
  citedPeer!: Participant | null;

  @Field(() => String, {
    nullable: true,
    description: 'Reason for the change of position or for the vote; null when there is none.',
  })
  reason!: string | null;

  @Field(() => String, { nullable: true, description: 'Answer in words to an open question; null otherwise.' })
  openAnswer!: string | null;

  @Field(() => [DebateOption], { description: 'Options, best first; empty when no ranking was requested.' })
  ranking!: readonly DebateOption[];

  @Field(() => [StatedArgument], { description: 'Arguments stated in structured form.' })
  stated!: readonly StatedArgument[];

  @Field(() => Ruling, { nullable: true, description: 'Ruling of a moderator or judge; null for other participants.' })
  ruling!: Ruling | null;

  @Field(() => Call, { nullable: true, description: 'The call behind the answer; null for rule-based agents.' })
  call!: Call | null;

  @Field(() => DateTime, { description: 'Time of recording.' })
  at!: Date;
}

@ObjectType({ description: 'A turn that an agent failed to take.', simpleResolvers: true })
export class TurnFailure {
  @Field(() => TurnKindEnum, { description: 'Kind of the turn.' })
  kind!: domain.TurnKind;

  @Field(() => Int, { description: 'Round of the request.' })
  round!: number;

  @Field(() => Participant, { description: 'The participant that failed to take the turn.' })
  participant!: Participant;

  @Field(() => FailureCodeEnum, {
    nullable: true,
    description: 'Kind of failure; null when it was not a failure of a language model.',
  })
  code!: FailureCode | null;

  @Field(() => String, { description: 'Description of the failure, and how to fix it.' })
  message!: string;

  @Field(() => Call, { nullable: true, description: 'The failed call; null when no model was called.' })
  call!: Call | null;

  @Field(() => DateTime, { description: 'Time of recording.' })
  at!: Date;
}

export function toTurn(turn: domain.Turn, references: References): Turn {
  const { kind, round, text, confidence, reason, openAnswer = null, ranking = [], stated = [] } = turn;
  return {
    ...{ kind, text, confidence, reason, openAnswer, evidenceKeys: turn.evidence },
    ...plausibleCounts({ round }),
    participant: references.participant(turn.participantId),
    option: references.optionOrNull(turn.position),
    target: references.participantOrNull(turn.targetId),
    citedPeer: references.participantOrNull(turn.citedPeer),
    ranking: ranking.map((key) => references.option(key)),
    stated: stated.map((argument) => toStatedArgument(argument, references)),
    ruling: turn.ruling ? toRuling(turn.ruling, references) : null,
    call: toCall(turn.call),
    at: new Date(turn.at),
  };
}

function toStatedArgument({ stance, option, ...argument }: domain.StatedArgument, references: References) {
  const side = stance === 'for' ? ('FOR' as const) : ('AGAINST' as const);
  return { ...argument, option: references.optionOrNull(option), stance: side };
}

function toRuling({ isFinal, side, answer }: domain.Ruling, references: References): Ruling {
  return { isFinal, side: references.participantOrNull(side), answer };
}

export function toTurnFailure(failure: domain.Failure, references: References): TurnFailure {
  const { kind, round, message, code = null, call, at, participantId } = failure;
  const participant = references.participant(participantId);
  return { kind, ...plausibleCounts({ round }), message, code, participant, call: toCall(call), at: new Date(at) };
}
