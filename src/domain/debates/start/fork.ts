import type { LoggedEvent, NewEvent } from '../../events/event.ts';
import { userError } from '../../shared/errors.ts';
import { Debate, type DebateStart } from '../debate.ts';
import { earlierProgress } from '../earlier.ts';
import { type DebateEvents, TURN_EVENTS } from '../events.ts';
import { NO_PROGRESS, type Progress } from '../run/progress.ts';
import type { Turn } from '../turn.ts';

const TURN_KINDS: readonly string[] = Object.values(TURN_EVENTS);

/**
 * A debate that shares everything up to the last of these events of another one and goes on from there. The shared events
 * keep their salts, so that their digests show that nothing in them was changed. Throws a `Refusal` where there is no turn
 * to go on from.
 */
export function fork(shared: readonly LoggedEvent[], start: Omit<DebateStart, 'origin'>): Debate {
  const last = shared.at(-1);
  const kinds = shared.map(({ kind }) => kind);
  if (!last || kinds.includes('verdict.reached') || kinds.includes('debate.ended')) {
    throw userError('CONFLICT', 'after: the debate was over by then. Fork it after one of its turns.', ['after']);
  }
  if (!kinds.some((kind) => TURN_KINDS.includes(kind))) {
    throw userError('CONFLICT', 'after: nothing had been said by then. Fork it after one of its turns.', ['after']);
  }
  if (shared.some(({ data }) => data === null)) throw userError('CONFLICT', 'The debate was deleted.', ['debateId']);
  const origin = { debateId: last.stream, seq: last.seq, hash: last.hash };
  const debate = Debate.start({ ...start, origin });
  debate.inherit(shared.slice(1).map(asItIs));
  return Object.assign(debate, inheriting(earlierProgress(replay(shared), start.participants)));
}

function asItIs({ kind, data, salt }: LoggedEvent): NewEvent {
  return { kind, data, ...(salt !== null && { salt }) };
}

function inheriting(progress: Progress): Progress {
  const { turns, failures, abandoned } = progress;
  const inherited = { turns: turns.length, failures: failures.length, abandoned: abandoned.length };
  return { ...progress, inherited };
}

/** How far a debate has come by these events of it. */
export function replay(events: readonly LoggedEvent[]): Progress {
  return events.reduce((progress, event) => after(progress, event), NO_PROGRESS);
}

function after(progress: Progress, { kind, data }: LoggedEvent): Progress {
  if (TURN_KINDS.includes(kind)) return { ...progress, turns: [...progress.turns, data as unknown as Turn] };
  const as = <K extends keyof DebateEvents>(_: K) => data as unknown as DebateEvents[K];
  switch (kind) {
    case 'phase.started':
      return { ...progress, phase: as('phase.started') };
    case 'agent.failed':
      return { ...progress, failures: [...progress.failures, as('agent.failed')] };
    case 'candidates.named':
      return { ...progress, candidates: as('candidates.named').candidates };
    case 'calls.abandoned':
      return { ...progress, abandoned: [...progress.abandoned, as('calls.abandoned')] };
    case 'human.interjected':
      return { ...progress, interjections: [...progress.interjections, as('human.interjected')] };
    case 'verdict.reached':
      return { ...progress, verdict: as('verdict.reached') };
    default:
      return progress;
  }
}
