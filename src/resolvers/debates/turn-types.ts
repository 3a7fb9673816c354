import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type * as domain from '../../domain/debates/turn.ts';
import type { FailureCode } from '../../domain/shared/call.ts';
import { Call, toCall } from '../agents/call-types.ts';
import { DateTime } from '../shared/scalars.ts';
import { StanceEnum, TurnKindEnum } from './debate-enums.ts';
import { FailureCodeEnum } from './protocol-enums.ts';

@ObjectType({ description: 'An argument that an agent stated in structured form.', simpleResolvers: true })
export class StatedArgument {
  @Field(() => ID, {
    nullable: true,
    description: 'Id of the option concerned; null when it concerns the answer of the same turn.',
  })
  option!: string | null;

  @Field(() => StanceEnum, { description: 'Whether it is for or against the option.' })
  stance!: 'FOR' | 'AGAINST';

  @Field(() => String, { description: 'The criterion concerned: an id, or free text.' })
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

  @Field(() => ID, { nullable: true, description: 'Id of the participant whose side won; null for neither or both.' })
  side!: string | null;

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

  @Field(() => ID, { description: 'Id of the participant.' })
  participantId!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'Id of the option or candidate that the participant holds, votes for or judges right; null for none. In an event, an answer in words has no position until `CandidatesNamed`.',
  })
  position!: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Id of the participant that a critique addresses; null for other turns.',
  })
  targetId!: string | null;

  @Field(() => String, { description: 'Text of the turn.' })
  text!: string;

  @Field(() => [ID], { description: 'Ids of the evidence presented. All participants know it from then on.' })
  evidence!: readonly string[];

  @Field(() => Float, {
    nullable: true,
    description: 'Confidence stated by the participant, 0 to 1; null when not stated.',
  })
  confidence!: number | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Id of the peer whose evidence changed the position; null when there is none.',
  })
  citedPeer!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Reason for the change of position or for the vote; null when there is none.',
  })
  reason!: string | null;

  @Field(() => String, { nullable: true, description: 'Answer in words to an open question; null otherwise.' })
  openAnswer!: string | null;

  @Field(() => [ID], { description: 'Ids of the options, best first; empty when no ranking was requested.' })
  ranking!: readonly string[];

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

  @Field(() => ID, { description: 'Id of the participant.' })
  participantId!: string;

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

export function toTurn({ at, hasMore: _, groups: __, ...turn }: domain.Turn): Turn {
  const { openAnswer = null, ranking = [], ruling = null } = turn;
  const stated = (turn.stated ?? []).map(toStatedArgument);
  return { ...turn, openAnswer, ranking, ruling, stated, call: toCall(turn.call), at: new Date(at) };
}

function toStatedArgument({ stance, ...argument }: domain.StatedArgument): StatedArgument {
  return { ...argument, stance: stance === 'for' ? 'FOR' : 'AGAINST' };
}

export function toTurnFailure({ at, code = null, call, ...failure }: domain.Failure): TurnFailure {
  return { ...failure, code, call: toCall(call), at: new Date(at) };
}
