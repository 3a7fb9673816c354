import type { Answer } from '../../debates/turn.ts';
import { objections } from './objections.ts';
import { critiqueText } from './phrases.ts';
import { hasMoreAfter, type Scene } from './scene.ts';

/**
 * The objection that costs a peer's option most lead for that peer. New evidence is preferred to evidence that others
 * have cited.
 */
export function criticise(scene: Scene): Answer {
  const objection = objections(scene).toSorted((a, b) => b.rank - a.rank || b.worth - a.worth)[0] ?? null;
  const evidence = objection ? [objection.item.id] : [];
  return {
    position: scene.self.position,
    targetId: objection?.peer.participantId ?? null,
    text: critiqueText(scene, objection),
    evidence,
    confidence: null,
    citedPeer: null,
    reason: null,
    hasMore: hasMoreAfter(scene, evidence),
  };
}
