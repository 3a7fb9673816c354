import { Field, Float, GraphQLISODateTime, ID, Int, ObjectType } from 'type-graphql';
import type * as domain from '../domain/debates/turn.ts';
import { TurnKindEnum } from './debate-enums.ts';

@ObjectType({ description: 'One answer of one participant.', simpleResolvers: true })
export class Turn {
  @Field(() => TurnKindEnum, { description: 'What it was asked for.' })
  kind!: domain.TurnKind;

  @Field(() => Int, { description: '0 for proposals, then 1, 2, …; a vote carries the last round.' })
  round!: number;

  @Field(() => ID, { description: 'Who said it.' })
  participantId!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The option it holds or votes for; null: none. A vote for none abstains.',
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

  @Field(() => String, { description: 'What went wrong.' })
  message!: string;

  @Field(() => GraphQLISODateTime, { description: 'When it was recorded.' })
  at!: Date;
}

export function toTurn({ at, hasMore: _, ...turn }: domain.Turn): Turn {
  return { ...turn, at: new Date(at) };
}

export function toTurnFailure({ at, ...failure }: domain.Failure): TurnFailure {
  return { ...failure, at: new Date(at) };
}
