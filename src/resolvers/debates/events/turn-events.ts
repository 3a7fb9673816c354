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
  description: 'A participant gave its first answer, without hearing anybody.',
  simpleResolvers: true,
})
export class ProposalMade extends TurnTaken {
  @Field(() => Turn, { description: 'The answer.' })
  declare turn: Turn;
}

@ObjectType({ implements: DebateEvent, description: 'A participant objected to a peer.', simpleResolvers: true })
export class CritiqueMade extends TurnTaken {
  @Field(() => Turn, { description: 'The objection.' })
  declare turn: Turn;
}

@ObjectType({
  implements: DebateEvent,
  description: 'A participant said what it holds after the critiques.',
  simpleResolvers: true,
})
export class RevisionMade extends TurnTaken {
  @Field(() => Turn, { description: 'What it holds, and why.' })
  declare turn: Turn;
}

@ObjectType({ implements: DebateEvent, description: 'A participant voted.', simpleResolvers: true })
export class VoteCast extends TurnTaken {
  @Field(() => Turn, { description: 'The vote.' })
  declare turn: Turn;
}

@ObjectType({
  implements: DebateEvent,
  description: 'A participant grouped the answers in words that mean the same.',
  simpleResolvers: true,
})
export class AnswersGrouped extends TurnTaken {
  @Field(() => Turn, { description: 'What was said.' })
  declare turn: Turn;
}

@ObjectType({
  implements: DebateEvent,
  description: 'The affirmative side of a moderated debate spoke.',
  simpleResolvers: true,
})
export class ArgumentMade extends TurnTaken {
  @Field(() => Turn, { description: 'What it said.' })
  declare turn: Turn;
}

@ObjectType({
  implements: DebateEvent,
  description: 'The negative side of a moderated debate spoke.',
  simpleResolvers: true,
})
export class ReplyMade extends TurnTaken {
  @Field(() => Turn, { description: 'What it said.' })
  declare turn: Turn;
}

@ObjectType({ implements: DebateEvent, description: 'A moderator spoke after a round.', simpleResolvers: true })
export class ModerationGiven extends TurnTaken {
  @Field(() => Turn, { description: 'What it said; `ruling` tells whether it ends the debate.' })
  declare turn: Turn;
}

@ObjectType({ implements: DebateEvent, description: 'A judge spoke.', simpleResolvers: true })
export class JudgementGiven extends TurnTaken {
  @Field(() => Turn, { description: 'What it said.' })
  declare turn: Turn;
}

@ObjectType({
  implements: DebateEvent,
  description: 'Answers in words became candidates, which later turns name by their ids.',
  simpleResolvers: true,
})
export class CandidatesNamed extends DebateEvent {
  @Field(() => Int, { description: 'The round it happened in.' })
  round!: number;

  @Field(() => [Candidate], { description: 'All candidates, as they now stand.' })
  candidates!: readonly Candidate[];
}

@ObjectType({ implements: DebateEvent, description: 'A participant changed its position.', simpleResolvers: true })
export class PositionChanged extends DebateEvent {
  @Field(() => ID, { description: 'Who changed.' })
  participantId!: string;

  @Field(() => Int, { description: 'The round it happened in.' })
  round!: number;

  @Field(() => ID, { nullable: true, description: 'The option held before; null: none.' })
  from!: string | null;

  @Field(() => ID, { nullable: true, description: 'The option held now; null: none.' })
  to!: string | null;

  @Field(() => ID, { nullable: true, description: 'The peer whose evidence caused it.' })
  citedPeer!: string | null;

  @Field(() => String, { description: 'Why.' })
  reason!: string;
}

@ObjectType({
  implements: DebateEvent,
  description: 'A person said something, which is heard from the next phase on.',
  simpleResolvers: true,
})
export class HumanInterjected extends DebateEvent {
  @Field(() => Interjection, { description: 'What was said.' })
  interjection!: Interjection;
}

/** Events that record what participants and people said. */
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
