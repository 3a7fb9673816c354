import { Field, Int, ObjectType } from 'type-graphql';
import type { EndedStatus } from '../../../domain/debates/debate-state.ts';
import type { TurnKind } from '../../../domain/debates/turn.ts';
import type { Outcome, StopReason } from '../../../domain/debates/verdict/verdict.ts';
import { Call, toCall } from '../../agents/call-types.ts';
import { DebateStatusEnum, OutcomeEnum, StopReasonEnum, TurnKindEnum } from '../debate-enums.ts';
import { DebateOrigin } from '../debate-types.ts';
import { DebateOption, toOption } from '../decision-types.ts';
import { Participant, toParticipant } from '../participant-types.ts';
import { DebateProtocol, toProtocol } from '../protocol-types.ts';
import { TurnFailure, toTurnFailure } from '../turn-types.ts';
import { toVerdict, Verdict } from '../verdict-types.ts';
import { DebateEvent, type EventMappings, mapping } from './debate-event.ts';

@ObjectType({ implements: DebateEvent, description: 'The debate was stored and will be run.', simpleResolvers: true })
export class DebateStarted extends DebateEvent {
  @Field(() => String, { description: 'The question to decide.' })
  task!: string;

  @Field(() => [DebateOption], { description: 'Options to choose from.' })
  options!: readonly DebateOption[];

  @Field(() => [Participant], { description: 'Participants of the debate.' })
  participants!: readonly Participant[];

  @Field(() => DebateProtocol, { description: 'Protocol of the debate.' })
  protocol!: DebateProtocol;

  @Field(() => DebateOrigin, { nullable: true, description: 'Origin of a fork; null when the debate is no fork.' })
  origin!: DebateOrigin | null;
}

@ObjectType({
  implements: DebateEvent,
  description: 'A process started to run the debate.',
  simpleResolvers: true,
})
export class RunStarted extends DebateEvent {}

@ObjectType({
  implements: DebateEvent,
  description: 'The debate was interrupted and continues from the last stored turn.',
  simpleResolvers: true,
})
export class RunResumed extends DebateEvent {
  @Field(() => Int, { description: 'Number of runs so far, including this one.' })
  attempt!: number;

  @Field(() => [Participant], {
    description:
      'Participants whose language models had been called, but whose answers were not stored when the run crashed. At most one call of each is repeated. Empty when the server was stopped properly.',
  })
  cutOff!: readonly Participant[];
}

@ObjectType({
  implements: DebateEvent,
  description: 'A phase started. All speakers are asked at once and answer in any order.',
  simpleResolvers: true,
})
export class PhaseStarted extends DebateEvent {
  @Field(() => TurnKindEnum, { description: 'Kind of turn requested.' })
  kind!: TurnKind;

  @Field(() => Int, { description: 'Round: 0 for proposals, then 1, 2, …. A vote has the number of the last round.' })
  round!: number;

  @Field(() => [Participant], { description: 'The participants asked.' })
  speakers!: readonly Participant[];
}

@ObjectType({
  implements: DebateEvent,
  description: 'An agent failed to take its turn. The debate continues without the turn.',
  simpleResolvers: true,
})
export class AgentFailed extends DebateEvent {
  @Field(() => TurnFailure, { description: 'The failure.' })
  failure!: TurnFailure;
}

@ObjectType({
  implements: DebateEvent,
  description:
    'A stopping server abandoned calls in flight. The turn is requested again. The abandoned calls count in the cost.',
  simpleResolvers: true,
})
export class CallsAbandoned extends DebateEvent {
  @Field(() => TurnKindEnum, { description: 'Kind of turn requested.' })
  kind!: TurnKind;

  @Field(() => Int, { description: 'Round of the request.' })
  round!: number;

  @Field(() => Participant, { description: 'The participant asked.' })
  participant!: Participant;

  @Field(() => Call, { nullable: true, description: 'The abandoned call with its cost; null when nothing was called.' })
  call!: Call | null;
}

@ObjectType({ implements: DebateEvent, description: 'The votes were counted.', simpleResolvers: true })
export class VerdictReached extends DebateEvent {
  @Field(() => Verdict, { description: 'The verdict.' })
  verdict!: Verdict;
}

@ObjectType({ implements: DebateEvent, description: 'The debate ended. It is the last event.', simpleResolvers: true })
export class DebateEnded extends DebateEvent {
  @Field(() => DebateStatusEnum, { description: 'COMPLETED, FAILED or CANCELLED.' })
  status!: EndedStatus;

  @Field(() => OutcomeEnum, { description: 'Outcome of the debate.' })
  outcome!: Outcome;

  @Field(() => StopReasonEnum, { description: 'Why the debate ended.' })
  stopReason!: StopReason;
}

/** Events that record the course of a debate, from its start to its end. */
export const RUN_EVENTS = {
  'debate.started': mapping(DebateStarted, ({ task, options, participants, protocol, origin = null }) => ({
    ...{ task, origin, protocol: toProtocol(protocol) },
    options: options.map(toOption),
    participants: participants.map(toParticipant),
  })),
  'run.started': mapping(RunStarted, () => ({})),
  'run.resumed': mapping(RunResumed, ({ attempt, cutOff }, references) => ({
    ...{ attempt, cutOff: cutOff.map((key) => references.participant(key)) },
  })),
  'phase.started': mapping(PhaseStarted, ({ kind, round, speakers }, references) => ({
    ...{ kind, round, speakers: speakers.map((key) => references.participant(key)) },
  })),
  'agent.failed': mapping(AgentFailed, (failure, references) => ({ failure: toTurnFailure(failure, references) })),
  'calls.abandoned': mapping(CallsAbandoned, ({ call, kind, round, participantId }, references) => ({
    ...{ kind, round, participant: references.participant(participantId), call: toCall(call) },
  })),
  'verdict.reached': mapping(VerdictReached, (verdict, references) => ({ verdict: toVerdict(verdict, references) })),
  'debate.ended': mapping(DebateEnded, ({ status, outcome, stopReason }) => ({ status, outcome, stopReason })),
} satisfies Partial<EventMappings>;
