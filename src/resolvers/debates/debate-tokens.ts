import { Arg, Field, ID, Int, ObjectType, Resolver, Root, Subscription } from 'type-graphql';
import type { TurnText as DomainText } from '../../domain/debates/live/turn-text.ts';
import type { TurnKind } from '../../domain/debates/turn.ts';
import type { Context } from '../context.ts';
import { mapAsync } from '../shared/map-async.ts';
import { TurnKindEnum } from './debate-enums.ts';

@ObjectType({
  description:
    'A piece of a turn that is being written. Pieces can be lost; the finished turn, whole, is in `debateEvents`.',
  simpleResolvers: true,
})
export class TurnText {
  @Field(() => ID, { description: 'Who writes.' })
  participantId!: string;

  @Field(() => TurnKindEnum, { description: 'What the turn is.' })
  kind!: TurnKind;

  @Field(() => Int, { description: 'The round, numbered as in the finished turn.' })
  round!: number;

  @Field(() => Int, {
    description: '1, then 2, …: when it grows, drop what you have of this turn. It was given up and begins anew.',
  })
  attempt!: number;

  @Field(() => Int, {
    description:
      'Length, in UTF-16 code units, of the text of this attempt before this piece. When you have less, a piece was lost.',
  })
  offset!: number;

  @Field(() => String, { description: 'The piece; empty where an attempt begins.' })
  text!: string;
}

@Resolver()
export class DebateTokensResolver {
  @Subscription(() => TurnText, {
    description:
      'What the speakers of a debate write, live, from now on until the debate has ended. Lossy: pieces are lost when a connection is slow or breaks, and none come again. It is for showing work in progress; what was said is in `debateEvents`.',
    subscribe: ({ args, context }) => subscribeToText(args as { debateId: string }, context as Context),
  })
  debateTokens(
    @Arg('debateId', () => ID, { description: 'The debate.' }) _debateId: string,
    @Root() text: TurnText,
  ): TurnText {
    return text;
  }
}

async function subscribeToText({ debateId }: { debateId: string }, { debates, actor }: Context) {
  return mapAsync(await debates.liveText(actor, debateId), toTurnText);
}

function toTurnText({ participantId, kind, round, attempt, offset, text }: DomainText): TurnText {
  return Object.assign(new TurnText(), { participantId, kind, round, attempt, offset, text });
}
