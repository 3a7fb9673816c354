import type { NewEvent } from '../events/event.ts';
import { storable } from '../shared/json.ts';
import type { EndedStatus } from './debate-state.ts';
import type { Option } from './decision.ts';
import type { Participant } from './participant.ts';
import type { Protocol } from './protocol.ts';
import type { Interjection } from './run/interjection.ts';
import type { Phase } from './run/phase.ts';
import type { Resumption } from './run/resumption.ts';
import type { Origin } from './start/origin.ts';
import type { Abandoned, Candidate, Failure, Turn } from './turn.ts';
import type { Flip } from './verdict/flip.ts';
import type { Outcome, StopReason, Verdict } from './verdict/verdict.ts';

/** Every kind of event a debate's stream can hold, with its payload. */
export interface DebateEvents {
  'debate.started': {
    task: string;
    options: readonly Option[];
    participants: readonly Participant[];
    protocol: Protocol;
    /** Of a fork: the events after this one, up to the `seq`-th, are those of the origin, with the same digests. */
    origin?: Origin;
  };
  /** A process runs the debate for the first time. `at` is an ISO 8601 time. */
  'run.started': { at: string };
  /** Another process, or the same one after a restart, continues from the last stored step. */
  'run.resumed': Resumption;
  /** All speakers are asked at once and answer in any order. */
  'phase.started': Phase;
  'proposal.made': Turn;
  'critique.made': Turn;
  'revision.made': Turn;
  'position.changed': Flip;
  'vote.cast': Turn;
  'answers.grouped': Turn;
  'argument.made': Turn;
  'reply.made': Turn;
  'moderation.given': Turn;
  'judgement.given': Turn;
  /** Answers in words became candidates; the list holds all candidates there are now. */
  'candidates.named': { round: number; candidates: readonly Candidate[] };
  /** A person sent a message to the debaters. */
  'human.interjected': Interjection;
  'agent.failed': Failure;
  /** A process that stops gave up calls; the turn is requested again. */
  'calls.abandoned': Abandoned;
  'verdict.reached': Verdict;
  /** The last event. `at` is an ISO 8601 time. */
  'debate.ended': { status: EndedStatus; outcome: Outcome; stopReason: StopReason; at: string };
}

export type DebateEventKind = keyof DebateEvents;

/** The event that records a turn of each kind. */
export const TURN_EVENTS = {
  PROPOSAL: 'proposal.made',
  CRITIQUE: 'critique.made',
  REVISION: 'revision.made',
  VOTE: 'vote.cast',
  GROUPING: 'answers.grouped',
  ARGUMENT: 'argument.made',
  REPLY: 'reply.made',
  MODERATION: 'moderation.given',
  JUDGEMENT: 'judgement.given',
} as const satisfies Record<Turn['kind'], DebateEventKind>;

/** Kinds of events that are recorded together with the turn or failure before them. */
export const FOLLOWING_EVENTS: readonly string[] = ['position.changed', 'candidates.named'] satisfies DebateEventKind[];

/** A new event, its payload as the log stores it. */
export function debateEvent<K extends DebateEventKind>(kind: K, data: DebateEvents[K]): NewEvent {
  return { kind, data: storable(data) };
}
