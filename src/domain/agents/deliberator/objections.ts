import type { Evidence } from '../../debates/decision.ts';
import { giveOf, type Mind, moverOf, piecesOf, type Scene } from './scene.ts';

/** What a deliberator has to say to a peer. */
export interface Objection {
  readonly item: Evidence;
  readonly peer: Mind;
  /** The evidence of the peer that this attacks, when it does not speak against the peer's option itself. */
  readonly undercut: Evidence | null;
  /** What the peer's option loses by it in the peer's own eyes, 0 to 2. */
  readonly worth: number;
  /** 2: new, to a peer of another opinion. 1: new, and would move the peer. 0: already put forward by another agent. */
  readonly rank: 0 | 1 | 2;
}

/**
 * All that the deliberator can object, peer by peer in the order of the participants and of the file. An objection
 * attacks the option of a peer of another opinion, or evidence which that peer put forward. Candour: what would move a
 * peer is told even to one of the same opinion, so that nothing that counts stays hidden. Nobody repeats itself.
 */
export function objections(scene: Scene): readonly Objection[] {
  const own = new Set(
    scene.heard.filter((turn) => turn.participantId === scene.self.participantId).flatMap((turn) => turn.evidence),
  );
  const sayable = piecesOf(scene.layout, scene.self.known).filter(({ id }) => !own.has(id));
  return scene.peers.flatMap((peer) => {
    const moves = moverOf(scene.layout, peer);
    const leant = leantOn(scene, peer);
    return sayable.flatMap((item) => objection(scene, { peer, leant, moves }, item) ?? []);
  });
}

/** A peer, the evidence it rested its position on, and which evidence would move it. */
interface Addressee {
  readonly peer: Mind;
  readonly leant: readonly Evidence[];
  readonly moves: (id: string) => boolean;
}

function objection(scene: Scene, { peer, leant, moves }: Addressee, item: Evidence): Objection | null {
  const fresh = !scene.used.has(item.id);
  const attacks = item.stance === 'against' && item.option === peer.position;
  const undercut = attacks ? null : (leant.find(({ id }) => item.attacks?.includes(id)) ?? null);
  const opposed = peer.position !== scene.self.position && (attacks || undercut !== null);
  if (!opposed && !(fresh && moves(item.id))) return null;
  const worth = peer.position === null ? 0 : -giveOf(scene.layout, peer, item.id, peer.position);
  if (opposed && worth > 0) return { item, peer, undercut, worth, rank: fresh ? 2 : 0 };
  return fresh && moves(item.id) ? { item, peer, undercut: null, worth, rank: 1 } : null;
}

/** The evidence a peer rested its position on. */
function leantOn(scene: Scene, peer: Mind): readonly Evidence[] {
  const stands = scene.heard.filter((turn) => turn.participantId === peer.participantId && turn.kind !== 'CRITIQUE');
  return piecesOf(scene.layout, new Set(stands.flatMap((turn) => turn.evidence)));
}
