import type { NewEvent } from '../events/event.ts';
import { storable } from '../shared/json.ts';
import type { Option } from './decision.ts';
import type { Participant } from './participant.ts';
import type { Protocol } from './protocol.ts';
import type { Phase } from './run/phase.ts';
import type { Resumption } from './run/resumption.ts';
import type { Origin } from './start/origin.ts';
import type { Abandoned, Candidate, Failure, Interjection, Turn } from './turn.ts';
import type { Flip } from './verdict/flip.ts';
import type { Outcome, StopReason, Verdict } from './verdict/verdict.ts';

/** Every kind of event a debate's stream can hold, with its payload. */
export interface DebateEvents {
  'debate.started': {
    task: string;
    options: readonly Option[];
    participants: readonly Participant[];
    protocol: Protocol;
    /** Of a fork: the events behind this one, up to the `seq`-th, are those of the origin, with the same digests. */
    origin?: Origin;
  };
  /** All of the speakers are asked at once and answer in any order. */
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
  /** Answers in words were made candidates, all of them as they now stand. */
  'candidates.named': { round: number; candidates: readonly Candidate[] };
  /** A person said something to the debaters. */
  'human.interjected': Interjection;
  'agent.failed': Failure;
  /** A process that stops gave calls up; the turn is asked for again. */
  'calls.abandoned': Abandoned;
  /** Another process, or the same one started anew, goes on from the last stored step. */
  'run.resumed': Pick<Resumption, 'attempt' | 'cutOff'>;
  'verdict.reached': Verdict;
  'debate.ended': { status: 'COMPLETED' | 'FAILED' | 'CANCELLED'; outcome: Outcome; stopReason: StopReason };
}

export type DebateEventKind = keyof DebateEvents;

/** The kinds a turn can be recorded as. */
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

export function debateEvent<K extends DebateEventKind>(kind: K, data: DebateEvents[K]): NewEvent {
  return { kind, data: storable(data) };
}
