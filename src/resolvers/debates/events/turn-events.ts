import { Field, ID, Int, ObjectType } from 'type-graphql';
import type * as domain from '../../../domain/debates/turn.ts';
import { Candidate, Interjection, toInterjection } from '../debate-types.ts';
import { Turn, toTurn } from '../turn-types.ts';
import { DebateEvent, type EventMappings, mapping } from './debate-event.ts';

/** An event that records one turn. */
abstract class TurnTaken extends DebateEvent {
  turn!: Turn;
}

@ObjectType({
  implements: DebateEvent,
  description: 'A participant gave its blind first answer.',
  simpleResolvers: true,
})
export class ProposalMade extends TurnTaken {
  @Field(() => Turn, { description: 'The turn.' })
  declare turn: Turn;
}

@ObjectType({ implements: DebateEvent, description: 'A participant objected to a peer.', simpleResolvers: true })
export class CritiqueMade extends TurnTaken {
  @Field(() => Turn, { description: 'The turn.' })
  declare turn: Turn;
}

@ObjectType({
  implements: DebateEvent,
  description: 'A participant stated its position after the critiques.',
  simpleResolvers: true,
})
export class RevisionMade extends TurnTaken {
  @Field(() => Turn, { description: 'The turn.' })
  declare turn: Turn;
}

@ObjectType({ implements: DebateEvent, description: 'A participant voted.', simpleResolvers: true })
export class VoteCast extends TurnTaken {
  @Field(() => Turn, { description: 'The turn.' })
  declare turn: Turn;
}

@ObjectType({
  implements: DebateEvent,
  description: 'A participant grouped the answers in words that mean the same.',
  simpleResolvers: true,
})
export class AnswersGrouped extends TurnTaken {
  @Field(() => Turn, { description: 'The turn.' })
  declare turn: Turn;
}

@ObjectType({
  implements: DebateEvent,
  description: 'The affirmative side of a moderated debate spoke.',
  simpleResolvers: true,
})
export class ArgumentMade extends TurnTaken {
  @Field(() => Turn, { description: 'The turn.' })
  declare turn: Turn;
}

@ObjectType({
  implements: DebateEvent,
  description: 'The negative side of a moderated debate spoke.',
  simpleResolvers: true,
})
export class ReplyMade extends TurnTaken {
  @Field(() => Turn, { description: 'The turn.' })
  declare turn: Turn;
}

@ObjectType({ implements: DebateEvent, description: 'A moderator spoke after a round.', simpleResolvers: true })
export class ModerationGiven extends TurnTaken {
  @Field(() => Turn, { description: 'The turn. Its `ruling` says whether the debate ends.' })
  declare turn: Turn;
}

@ObjectType({ implements: DebateEvent, description: 'A judge spoke.', simpleResolvers: true })
export class JudgementGiven extends TurnTaken {
  @Field(() => Turn, { description: 'The turn.' })
  declare turn: Turn;
}

@ObjectType({
  implements: DebateEvent,
  description: 'Answers in words became candidates. Later turns refer to them by id.',
  simpleResolvers: true,
})
export class CandidatesNamed extends DebateEvent {
  @Field(() => Int, { description: 'Round of the event.' })
  round!: number;

  @Field(() => [Candidate], { description: 'All current candidates.' })
  candidates!: readonly Candidate[];
}

@ObjectType({ implements: DebateEvent, description: 'A participant changed its position.', simpleResolvers: true })
export class PositionChanged extends DebateEvent {
  @Field(() => ID, { description: 'Id of the participant.' })
  participantId!: string;

  @Field(() => Int, { description: 'Round of the event.' })
  round!: number;

  @Field(() => ID, { nullable: true, description: 'Previous option; null when there was none.' })
  from!: string | null;

  @Field(() => ID, { nullable: true, description: 'New option; null when there is none.' })
  to!: string | null;

  @Field(() => ID, { nullable: true, description: 'Peer whose evidence caused the change; null when none was named.' })
  citedPeer!: string | null;

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
  'candidates.named': mapping(CandidatesNamed, ({ round, candidates }) => ({ round, candidates })),
  'position.changed': mapping(PositionChanged, (flip) => flip),
  'human.interjected': mapping(HumanInterjected, (data) => ({ interjection: toInterjection(data) })),
} satisfies Partial<EventMappings>;

function turnField(turn: domain.Turn): { turn: Turn } {
  return { turn: toTurn(turn) };
}
