import type { Topology } from '../protocol.ts';
import { tieOrder } from './tally.ts';

/**
 * The debaters whose turns the listener sees, in the order of the participants, without the listener. The result
 * depends only on the arguments.
 *
 * ALL_TO_ALL: all others. RING: both neighbours in the order of the participants, where the last and the first are
 * neighbours. STAR: the first participant is the hub. It sees all others, and all others see only the hub. SPARSE: the
 * debaters form a circle in the order of the hashes of their ids, and each sees the next ⌈(n − 1) / 2⌉, so that all
 * debaters are seen equally often. A listener that is no participant sees all.
 */
export function hearsOf(topology: Topology, participantIds: readonly string[], listener: string): readonly string[] {
  const others = participantIds.filter((id) => id !== listener);
  if (!participantIds.includes(listener) || topology === 'ALL_TO_ALL') return others;
  const heard = HEARD[topology](participantIds, listener);
  return others.filter((id) => heard.includes(id));
}

type Heard = (ids: readonly string[], listener: string) => readonly (string | undefined)[];

const HEARD: Record<Exclude<Topology, 'ALL_TO_ALL'>, Heard> = {
  RING: (ids, listener) => [following(ids, listener, 1), following(ids, listener, ids.length - 1)],
  STAR: (ids, listener) => (listener === ids[0] ? ids : ids.slice(0, 1)),
  SPARSE: (ids, listener) => {
    const circle = ids.toSorted(tieOrder);
    return Array.from({ length: Math.ceil((ids.length - 1) / 2) }, (_, n) => following(circle, listener, n + 1));
  },
};

function following(circle: readonly string[], id: string, steps: number): string | undefined {
  return circle[(circle.indexOf(id) + steps) % circle.length];
}
