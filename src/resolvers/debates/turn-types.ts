import { Field, Float, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import type * as domain from '../../domain/debates/turn.ts';
import type { FailureCode } from '../../domain/shared/call.ts';
import { Call, toCall } from '../agents/call-types.ts';
import { StanceEnum, TurnKindEnum } from './debate-enums.ts';
import { FailureCodeEnum } from './protocol-enums.ts';

@ObjectType({ description: 'An argument that an agent stated beside its prose.', simpleResolvers: true })
export class StatedArgument {
  @Field(() => ID, {
    nullable: true,
    description: 'The option it speaks about; null: the answer given in the same turn.',
  })
  option!: string | null;

  @Field(() => StanceEnum, { description: 'Whether it speaks for or against that option.' })
  stance!: 'FOR' | 'AGAINST';

  @Field(() => String, { description: 'What it bears on: a criterion’s id, or words.' })
  criterion!: string;

  @Field(() => Float, { description: 'How strong the agent takes it to be, 0 to 1.' })
  strength!: number;

  @Field(() => String, {
    nullable: true,
    description: 'Where it comes from, as the agent says. Nobody has checked it.',
  })
  source!: string | null;

  @Field(() => String, { description: 'The argument.' })
  text!: string;
}

@ObjectType({ description: 'What a moderator or a judge of a moderated debate ruled.', simpleResolvers: true })
export class Ruling {
  @Field(() => Boolean, { description: 'Whether it ends the debate.' })
  isFinal!: boolean;

  @Field(() => ID, { nullable: true, description: 'The participant whose side it takes; null: neither, or both.' })
  side!: string | null;

  @Field(() => String, { nullable: true, description: 'The answer in words, for an open question.' })
  answer!: string | null;
}

@ObjectType({ description: 'One answer of one participant.', simpleResolvers: true })
export class Turn {
  @Field(() => TurnKindEnum, { description: 'What it was asked for.' })
  kind!: domain.TurnKind;

  @Field(() => Int, {
    description:
      '0 for proposals, then 1, 2, …; a vote carries the last round, judgements 1 and 2 for the two times asked.',
  })
  round!: number;

  @Field(() => ID, { description: 'Who said it.' })
  participantId!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'The option or candidate it holds, votes for or judges right; null: none. In an event an answer in words has none yet: `CandidatesNamed` gives it one.',
  })
  position!: string | null;

  @Field(() => ID, { nullable: true, description: 'Whom a critique speaks to.' })
  targetId!: string | null;

  @Field(() => String, { description: 'The words.' })
  text!: string;

  @Field(() => [ID], { description: 'Evidence put forward; from then on every participant knows it.' })
  evidence!: readonly string[];

  @Field(() => Float, { nullable: true, description: 'How sure the participant says it is, 0 to 1.' })
  confidence!: number | null;

  @Field(() => ID, { nullable: true, description: 'The peer whose evidence changed the position.' })
  citedPeer!: string | null;

  @Field(() => String, { nullable: true, description: 'Why the position changed, or why the vote is as it is.' })
  reason!: string | null;

  @Field(() => String, { nullable: true, description: 'The answer in words, to an open question.' })
  openAnswer!: string | null;

  @Field(() => [ID], { description: 'The options in its order, the best first; empty where none was asked for.' })
  ranking!: readonly string[];

  @Field(() => [StatedArgument], { description: 'Arguments stated beside the prose.' })
  stated!: readonly StatedArgument[];

  @Field(() => Ruling, { nullable: true, description: 'What a moderator or judge ruled; null for everybody else.' })
  ruling!: Ruling | null;

  @Field(() => Call, { nullable: true, description: 'How the answer came about; null for agents that call nobody.' })
  call!: Call | null;

  @Field(() => GraphQLISODateTime, { description: 'When it was recorded.' })
  at!: Date;
}

@ObjectType({ description: 'A turn that a participant’s agent failed to take.', simpleResolvers: true })
export class TurnFailure {
  @Field(() => TurnKindEnum, { description: 'What it was asked for.' })
  kind!: domain.TurnKind;

  @Field(() => Int, { description: 'The round it was asked in.' })
  round!: number;

  @Field(() => ID, { description: 'Who was asked.' })
  participantId!: string;

  @Field(() => FailureCodeEnum, {
    nullable: true,
    description: 'What kind of failure; null: not one of a language model.',
  })
  code!: FailureCode | null;

  @Field(() => String, { description: 'What went wrong, and what to do.' })
  message!: string;

  @Field(() => Call, { nullable: true, description: 'What was tried; null when nothing was called.' })
  call!: Call | null;

  @Field(() => GraphQLISODateTime, { description: 'When it was recorded.' })
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
