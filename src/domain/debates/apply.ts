import type { NewEvent } from '../events/event.ts';
import { type DebateState, NEW_DEBATE } from './debate-state.ts';
import type { DebateEventKind, DebateEvents } from './events.ts';
import type { Turn } from './turn.ts';

type Effect<Data> = (state: DebateState, data: Data) => Partial<DebateState>;

/** What an event of each kind changes in a debate. A kind without an entry does not compile. */
const EFFECTS: { readonly [K in DebateEventKind]: Effect<DebateEvents[K]> } = {
  'debate.started': (_, { origin }) => ({ sharedSeq: origin?.seq ?? 0 }),
  'run.started': ofOwnRun((_, { at }) => ({ status: 'RUNNING', startedAt: new Date(at) })),
  'run.resumed': ofOwnRun(({ resumptions }, resumption) => ({ resumptions: [...resumptions, resumption] })),
  'phase.started': (_, phase) => ({ phase }),
  'proposal.made': addTurn,
  'critique.made': addTurn,
  'revision.made': addTurn,
  'vote.cast': addTurn,
  'answers.grouped': addTurn,
  'argument.made': addTurn,
  'reply.made': addTurn,
  'moderation.given': addTurn,
  'judgement.given': addTurn,
  // Follows from the turns and the candidates.
  'position.changed': () => ({}),
  'candidates.named': (_, { candidates }) => ({ candidates }),
  'human.interjected': ({ interjections }, interjection) => ({ interjections: [...interjections, interjection] }),
  'agent.failed': ({ failures }, failure) => ({ failures: [...failures, failure] }),
  'calls.abandoned': ({ abandoned }, calls) => ({ abandoned: [...abandoned, calls] }),
  'verdict.reached': (_, verdict) => ({ verdict }),
  'debate.ended': (_, { status, outcome, stopReason, at }) => ({ status, outcome, stopReason, endedAt: new Date(at) }),
};

export const EVENT_KINDS = Object.keys(EFFECTS) as readonly DebateEventKind[];

/** The state after one more event. Pure: stepping, replaying and forking a debate all go through it. */
export function apply(state: DebateState, { kind, data }: Pick<NewEvent, 'kind' | 'data'>): DebateState {
  const effect = EFFECTS[kind as DebateEventKind] as Effect<unknown>;
  const next = { ...state, seq: state.seq + 1, ...effect(state, data) };
  return next.seq === next.sharedSeq ? { ...next, inherited: countsOf(next) } : next;
}

/** The state of a debate after these events, the first of its stream. */
export function replay(events: readonly Pick<NewEvent, 'kind' | 'data'>[]): DebateState {
  return events.reduce(apply, NEW_DEBATE);
}

function addTurn({ turns }: DebateState, turn: Turn): Partial<DebateState> {
  return { turns: [...turns, turn] };
}

/** A fork shares what was said in its origin, not the runs in which it was said. */
function ofOwnRun<Data>(effect: Effect<Data>): Effect<Data> {
  return (state, data) => (state.seq < state.sharedSeq ? {} : effect(state, data));
}

function countsOf({ turns, failures, abandoned }: DebateState): DebateState['inherited'] {
  return { turns: turns.length, failures: failures.length, abandoned: abandoned.length };
}
