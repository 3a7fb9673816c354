import type { NewEvent } from '../events/event.ts';
import { storable } from '../shared/json.ts';
import type { Option } from './decision.ts';
import type { Participant } from './participant.ts';
import type { Phase } from './phase.ts';
import type { Protocol } from './protocol.ts';
import type { Failure, Flip, Turn } from './turn.ts';
import type { Outcome, StopReason, Verdict } from './verdict.ts';

/** Every kind of event a debate's stream can hold, with its payload. */
export interface DebateEvents {
  'debate.started': {
    task: string;
    options: readonly Option[];
    participants: readonly Participant[];
    protocol: Protocol;
  };
  /** All of the speakers are asked at once and answer in any order. */
  'phase.started': Phase & { speakers: readonly string[] };
  'proposal.made': Turn;
  'critique.made': Turn;
  'revision.made': Turn;
  'position.changed': Flip;
  'vote.cast': Turn;
  'agent.failed': Failure;
  /** Another process, or the same one started anew, goes on from the last stored step. */
  'run.resumed': { attempt: number };
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
} as const satisfies Record<Turn['kind'], DebateEventKind>;

export function debateEvent<K extends DebateEventKind>(kind: K, data: DebateEvents[K]): NewEvent {
  return { kind, data: storable(data) };
}
