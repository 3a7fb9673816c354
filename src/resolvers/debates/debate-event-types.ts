import { Field, GraphQLISODateTime, ID, Int, InterfaceType, ObjectType } from 'type-graphql';
import type { EndedStatus } from '../../domain/debates/debate.ts';
import type { TurnKind } from '../../domain/debates/turn.ts';
import type { Outcome, StopReason } from '../../domain/debates/verdict/verdict.ts';
import { Call } from '../agents/call-types.ts';
import { DebateStatusEnum, OutcomeEnum, StopReasonEnum, TurnKindEnum } from './debate-enums.ts';
import { Candidate, DebateOrigin, DebateProtocol, Interjection, Participant } from './debate-types.ts';
import { DebateOption } from './decision-types.ts';
import { Turn, TurnFailure } from './turn-types.ts';
import { Verdict } from './verdict-types.ts';

@InterfaceType({
  description: 'Something that happened in a debate. Events are numbered without a gap, and never change.',
  resolveType: (value: object) => value.constructor.name,
})
export abstract class DebateEvent {
  @Field(() => ID, { description: 'The debate it happened in.' })
  debateId!: string;

  @Field(() => Int, { description: 'Its place in the debate, from 1 without a gap.' })
  seq!: number;

  @Field(() => String, { description: 'Hand it to `debateEvents(after:)` to go on with the next event.' })
  cursor!: string;

  @Field(() => GraphQLISODateTime, { description: 'When it was recorded.' })
  at!: Date;
}

@ObjectType({ implements: DebateEvent, description: 'The debate was stored and will be run.', simpleResolvers: true })
export class DebateStarted extends DebateEvent {
  @Field(() => String, { description: 'The question to decide.' })
  task!: string;

  @Field(() => [DebateOption], { description: 'What can be chosen.' })
  options!: readonly DebateOption[];

  @Field(() => [Participant], { description: 'Who takes part.' })
  participants!: readonly Participant[];

  @Field(() => DebateProtocol, { description: 'How it is held.' })
  protocol!: DebateProtocol;

  @Field(() => DebateOrigin, { nullable: true, description: 'The debate this one is a fork of; null: none.' })
  origin!: DebateOrigin | null;
}

@ObjectType({
  implements: DebateEvent,
  description: 'A new phase began. All speakers are asked at once and answer in any order.',
  simpleResolvers: true,
})
export class PhaseStarted extends DebateEvent {
  @Field(() => TurnKindEnum, { description: 'What is asked for.' })
  kind!: TurnKind;

  @Field(() => Int, { description: '0 for proposals, then 1, 2, …; the vote carries the last round.' })
  round!: number;

  @Field(() => [ID], { description: 'Who is asked.' })
  speakers!: readonly string[];
}

/** An event that is nothing but a turn. */
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
  description: 'Somebody said which answers in words mean the same.',
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

@ObjectType({
  implements: DebateEvent,
  description: 'A person said something, which is heard from the next phase on.',
  simpleResolvers: true,
})
export class HumanInterjected extends DebateEvent {
  @Field(() => Interjection, { description: 'What was said.' })
  interjection!: Interjection;
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
  description: 'An agent failed to take its turn; the debate goes on without it.',
  simpleResolvers: true,
})
export class AgentFailed extends DebateEvent {
  @Field(() => TurnFailure, { description: 'What failed.' })
  failure!: TurnFailure;
}

@ObjectType({
  implements: DebateEvent,
  description:
    'A server that stops gave up calls in flight; the turn is asked for again, but they have cost something.',
  simpleResolvers: true,
})
export class CallsAbandoned extends DebateEvent {
  @Field(() => TurnKindEnum, { description: 'What was asked for.' })
  kind!: TurnKind;

  @Field(() => Int, { description: 'The round it was asked in.' })
  round!: number;

  @Field(() => ID, { description: 'Who was asked.' })
  participantId!: string;

  @Field(() => Call, { nullable: true, description: 'What was tried, and what it cost.' })
  call!: Call | null;
}

@ObjectType({
  implements: DebateEvent,
  description: 'The debate was interrupted and goes on from the last stored turn.',
  simpleResolvers: true,
})
export class RunResumed extends DebateEvent {
  @Field(() => Int, { description: 'How often the debate has been taken up, this time included.' })
  attempt!: number;

  @Field(() => [ID], {
    description:
      'Participants whose language models had been asked and whose answers were not stored when the run was cut off: at most so many calls were in flight and are made again. Empty when a server stopped in order.',
  })
  cutOff!: readonly string[];
}

@ObjectType({ implements: DebateEvent, description: 'The votes were counted.', simpleResolvers: true })
export class VerdictReached extends DebateEvent {
  @Field(() => Verdict, { description: 'What was decided.' })
  verdict!: Verdict;
}

@ObjectType({ implements: DebateEvent, description: 'The debate ended. No event follows.', simpleResolvers: true })
export class DebateEnded extends DebateEvent {
  @Field(() => DebateStatusEnum, { description: 'COMPLETED, FAILED or CANCELLED.' })
  status!: EndedStatus;

  @Field(() => OutcomeEnum, { description: 'How it came out.' })
  outcome!: Outcome;

  @Field(() => StopReasonEnum, { description: 'Why it ended when it did.' })
  stopReason!: StopReason;
}
