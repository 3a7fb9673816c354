import { Field, Int, ObjectType } from 'type-graphql';
import type * as domain from '../../../domain/debates/turn.ts';
import { Interjection, toInterjection } from '../debate-types.ts';
import { DebateOption } from '../decision-types.ts';
import { Participant } from '../participant-types.ts';
import type { References } from '../references.ts';
import { type Turn, toTurn } from '../turn-types.ts';
import { DebateEvent, type EventMappings, mapping, TurnEvent } from './debate-event.ts';

@ObjectType({
  implements: [DebateEvent, TurnEvent],
  description: 'A participant gave its blind first answer.',
  simpleResolvers: true,
})
export class ProposalMade extends TurnEvent {}

@ObjectType({
  implements: [DebateEvent, TurnEvent],
  description: 'A participant objected to a peer.',
  simpleResolvers: true,
})
export class CritiqueMade extends TurnEvent {}

@ObjectType({
  implements: [DebateEvent, TurnEvent],
  description: 'A participant stated its position after the critiques.',
  simpleResolvers: true,
})
export class RevisionMade extends TurnEvent {}

@ObjectType({ implements: [DebateEvent, TurnEvent], description: 'A participant voted.', simpleResolvers: true })
export class VoteCast extends TurnEvent {}

@ObjectType({
  implements: [DebateEvent, TurnEvent],
  description: 'A participant grouped the answers in words that mean the same.',
  simpleResolvers: true,
})
export class AnswersGrouped extends TurnEvent {}

@ObjectType({
  implements: [DebateEvent, TurnEvent],
  description: 'The affirmative side of a moderated debate spoke.',
  simpleResolvers: true,
})
export class ArgumentMade extends TurnEvent {}

@ObjectType({
  implements: [DebateEvent, TurnEvent],
  description: 'The negative side of a moderated debate spoke.',
  simpleResolvers: true,
})
export class ReplyMade extends TurnEvent {}

@ObjectType({
  implements: [DebateEvent, TurnEvent],
  description: 'A moderator spoke after a round. The `ruling` of the turn says whether the debate ends.',
  simpleResolvers: true,
})
export class ModerationGiven extends TurnEvent {}

@ObjectType({ implements: [DebateEvent, TurnEvent], description: 'A judge spoke.', simpleResolvers: true })
export class JudgementGiven extends TurnEvent {}

@ObjectType({
  implements: DebateEvent,
  description: 'Answers in words became candidates. Later turns refer to them by key.',
  simpleResolvers: true,
})
export class CandidatesNamed extends DebateEvent {
  @Field(() => Int, { description: 'Round of the event.' })
  round!: number;

  @Field(() => [DebateOption], { description: 'All current candidates.' })
  candidates!: readonly DebateOption[];
}

@ObjectType({ implements: DebateEvent, description: 'A participant changed its position.', simpleResolvers: true })
export class PositionChanged extends DebateEvent {
  @Field(() => Participant, { description: 'The participant.' })
  participant!: Participant;

  @Field(() => Int, { description: 'Round of the event.' })
  round!: number;

  @Field(() => DebateOption, { nullable: true, description: 'Previous option; null when there was none.' })
  from!: DebateOption | null;

  @Field(() => DebateOption, { nullable: true, description: 'New option; null when there is none.' })
  to!: DebateOption | null;

  @Field(() => Participant, {
    nullable: true,
    description: 'Peer whose evidence caused the change; null when none was named.',
  })
  citedPeer!: Participant | null;

  @Field(() => String, { description: 'Reason for the change.' })
  reason!: string;
}

@ObjectType({
  implements: DebateEvent,
  description: 'A person sent a message to the debaters, who receive it from the next phase on.',
  simpleResolvers: true,
})
export class HumanInterjected extends DebateEvent {
  @Field(() => Interjection, { description: 'The message.' })
  interjection!: Interjection;
}

/** Events that record turns of participants and messages of people. */
export const TURN_EVENTS = {
  'proposal.made': mapping(ProposalMade, turnField),
  'critique.made': mapping(CritiqueMade, turnField),
  'revision.made': mapping(RevisionMade, turnField),
  'vote.cast': mapping(VoteCast, turnField),
  'answers.grouped': mapping(AnswersGrouped, turnField),
  'argument.made': mapping(ArgumentMade, turnField),
  'reply.made': mapping(ReplyMade, turnField),
  'moderation.given': mapping(ModerationGiven, turnField),
  'judgement.given': mapping(JudgementGiven, turnField),
  'candidates.named': mapping(CandidatesNamed, ({ round, candidates }, references) => {
    references.addCandidates(candidates);
    return { round, candidates: candidates.map(({ id }) => references.option(id)) };
  }),
  'position.changed': mapping(PositionChanged, ({ round, reason, participantId, from, to, citedPeer }, references) => ({
    ...{ round, reason, participant: references.participant(participantId) },
    ...{ from: references.optionOrNull(from), to: references.optionOrNull(to) },
    citedPeer: references.participantOrNull(citedPeer),
  })),
  'human.interjected': mapping(HumanInterjected, (data) => ({ interjection: toInterjection(data) })),
} satisfies Partial<EventMappings>;

function turnField(turn: domain.Turn, references: References): { turn: Turn } {
  return { turn: toTurn(turn, references) };
}
