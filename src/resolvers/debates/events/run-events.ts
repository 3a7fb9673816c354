import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { EndedStatus } from '../../../domain/debates/debate-state.ts';
import type { TurnKind } from '../../../domain/debates/turn.ts';
import type { Outcome, StopReason } from '../../../domain/debates/verdict/verdict.ts';
import { Call, toCall } from '../../agents/call-types.ts';
import { DebateStatusEnum, OutcomeEnum, StopReasonEnum, TurnKindEnum } from '../debate-enums.ts';
import { DebateOrigin, DebateProtocol, Participant, toProtocol } from '../debate-types.ts';
import { DebateOption } from '../decision-types.ts';
import { TurnFailure, toTurnFailure } from '../turn-types.ts';
import { Verdict } from '../verdict-types.ts';
import { DebateEvent, type EventMappings, mapping } from './debate-event.ts';

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
  description: 'A server runs the debate for the first time.',
  simpleResolvers: true,
})
export class RunStarted extends DebateEvent {}

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

/** Events that record the course of a debate, from its start to its end. */
export const RUN_EVENTS = {
  'debate.started': mapping(DebateStarted, ({ task, options, participants, protocol, origin = null }) => {
    return { task, options, participants, protocol: toProtocol(protocol), origin };
  }),
  'run.started': mapping(RunStarted, () => ({})),
  'run.resumed': mapping(RunResumed, ({ attempt, cutOff }) => ({ attempt, cutOff })),
  'phase.started': mapping(PhaseStarted, ({ kind, round, speakers }) => ({ kind, round, speakers })),
  'agent.failed': mapping(AgentFailed, (failure) => ({ failure: toTurnFailure(failure) })),
  'calls.abandoned': mapping(CallsAbandoned, ({ call, ...turn }) => ({ ...turn, call: toCall(call) })),
  'verdict.reached': mapping(VerdictReached, (verdict) => ({ verdict })),
  'debate.ended': mapping(DebateEnded, ({ status, outcome, stopReason }) => ({ status, outcome, stopReason })),
} satisfies Partial<EventMappings>;
