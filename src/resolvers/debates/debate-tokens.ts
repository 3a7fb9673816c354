import { Arg, Field, ID, Int, ObjectType, Resolver, Root, Subscription } from 'type-graphql';
import type { TurnText as DomainText } from '../../domain/debates/live/turn-text.ts';
import type { TurnKind } from '../../domain/debates/turn.ts';
import type { Context } from '../context.ts';
import { mapAsync } from '../shared/map-async.ts';
import { TurnKindEnum } from './debate-enums.ts';
import { Participant } from './participant-types.ts';
import type { References } from './references.ts';
import { sharedReferences } from './shared-references.ts';

@ObjectType({
  description: 'A piece of live text of a turn. Pieces can be lost. The complete turn is in `debateEvents`.',
  simpleResolvers: true,
})
export class TurnText {
  @Field(() => Participant, { description: 'The writing participant.' })
  participant!: Participant;

  @Field(() => TurnKindEnum, { description: 'Kind of the turn.' })
  kind!: TurnKind;

  @Field(() => Int, { description: 'Round of the turn.' })
  round!: number;

  @Field(() => Int, {
    description:
      'Number of the attempt, from 1. When it grows, discard the text of this turn: the earlier attempt was abandoned.',
  })
  attempt!: number;

  @Field(() => Int, {
    description:
      'Length of the text of this attempt before this piece, in UTF-16 code units. If you have less, a piece was lost.',
  })
  offset!: number;

  @Field(() => String, { description: 'Text of the piece; empty at the start of an attempt.' })
  text!: string;
}

@Resolver()
export class DebateTokensResolver {
  @Subscription(() => TurnText, {
    description:
      'Live text of the speakers of a debate, from now on until the debate ends. Lossy: pieces are lost when a connection is slow or breaks, and are not sent again. Use it to show work in progress. The complete turns are in `debateEvents`.',
    subscribe: ({ args, context }) => subscribeToText(args as { debateId: string }, context as Context),
  })
  debateTokens(
    @Arg('debateId', () => ID, { description: 'Id of the debate.' }) _debateId: string,
    @Root() text: TurnText,
  ): TurnText {
    return text;
  }
}

async function subscribeToText({ debateId }: { debateId: string }, { debates, actor }: Context) {
  const { debate, texts } = await debates.liveText(actor, debateId);
  const references = sharedReferences(debates, debate);
  return mapAsync(texts, (text) => toTurnText(text, references));
}

function toTurnText({ participantId, kind, round, attempt, offset, text }: DomainText, references: References) {
  const participant = references.participant(participantId);
  return Object.assign(new TurnText(), { participant, kind, round, attempt, offset, text });
}
