import type { Topology } from '../protocol.ts';
import { tieOrder } from './tally.ts';

/**
 * The debaters whose turns a debater sees, in the order of the participants; never itself. The same for the same participants, however often
 * it is asked.
 *
 * ALL_TO_ALL: all others. RING: its neighbours, the last being next to the first. STAR: the first participant, the hub, sees
 * all others; all others see the hub. SPARSE: ⌈(n − 1) / 2⌉ others; on a circle in the order of the hashes of their ids,
 * the ones that follow it, so that each debater is seen by as many as it sees. An id of no participant sees all.
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
