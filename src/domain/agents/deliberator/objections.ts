import type { Evidence } from '../../debates/decision.ts';
import { giveOf, type Mind, moverOf, type Perspective, piecesOf } from './perspective.ts';

/** An objection of a deliberator to a peer. */
export interface Objection {
  readonly item: Evidence;
  readonly peer: Mind;
  /** The evidence of the peer that this objection attacks; null when it speaks against the peer's option itself. */
  readonly undercut: Evidence | null;
  /** How much lead the peer's option loses by it for the peer, 0 to 2. */
  readonly worth: number;
  /**
   * 2: new evidence, to a peer that holds another option. 1: new evidence that would change the peer's option. 0:
   * evidence that another agent has cited already.
   */
  readonly rank: 0 | 1 | 2;
}

/**
 * All objections that the deliberator can make, in the order of the participants and of the file. An objection attacks
 * the option of a peer that holds another one, or evidence which that peer cited. A piece that would change a peer's
 * option is stated even to a peer that holds the same option, so that no decisive evidence stays hidden. A deliberator
 * repeats no piece that it has cited.
 */
export function objections(perspective: Perspective): readonly Objection[] {
  const own = new Set(
    perspective.heard
      .filter((turn) => turn.participantId === perspective.self.participantId)
      .flatMap((turn) => turn.evidence),
  );
  const sayable = piecesOf(perspective.layout, perspective.self.known).filter(({ id }) => !own.has(id));
  return perspective.peers.flatMap((peer) => {
    const moves = moverOf(perspective.layout, peer);
    const leant = leantOn(perspective, peer);
    return sayable.flatMap((item) => objection(perspective, { peer, leant, moves }, item) ?? []);
  });
}

/** A peer, the evidence that it cited for its position, and which evidence would change its option. */
interface Addressee {
  readonly peer: Mind;
  readonly leant: readonly Evidence[];
  readonly moves: (id: string) => boolean;
}

function objection(perspective: Perspective, { peer, leant, moves }: Addressee, item: Evidence): Objection | null {
  const fresh = !perspective.used.has(item.id);
  const attacks = item.stance === 'against' && item.option === peer.position;
  const undercut = attacks ? null : (leant.find(({ id }) => item.attacks?.includes(id)) ?? null);
  const opposed = peer.position !== perspective.self.position && (attacks || undercut !== null);
  if (!opposed && !(fresh && moves(item.id))) return null;
  const worth = peer.position === null ? 0 : -giveOf(perspective.layout, peer, item.id, peer.position);
  if (opposed && worth > 0) return { item, peer, undercut, worth, rank: fresh ? 2 : 0 };
  return fresh && moves(item.id) ? { item, peer, undercut: null, worth, rank: 1 } : null;
}

/** The evidence that a peer cited for its position. */
function leantOn(perspective: Perspective, peer: Mind): readonly Evidence[] {
  const stands = perspective.heard.filter(
    (turn) => turn.participantId === peer.participantId && turn.kind !== 'CRITIQUE',
  );
  return piecesOf(perspective.layout, new Set(stands.flatMap((turn) => turn.evidence)));
}
