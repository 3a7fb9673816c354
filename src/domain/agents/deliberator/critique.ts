import type { Answer } from '../../debates/turn.ts';
import { objections } from './objections.ts';
import { hasMoreAfter, type Perspective } from './perspective.ts';
import { critiqueText } from './phrases.ts';

/**
 * The objection that costs a peer's option most lead for that peer. New evidence is preferred to evidence that others
 * have cited.
 */
export function criticise(perspective: Perspective): Answer {
  const objection = objections(perspective).toSorted((a, b) => b.rank - a.rank || b.worth - a.worth)[0] ?? null;
  const evidence = objection ? [objection.item.id] : [];
  return {
    position: perspective.self.position,
    targetId: objection?.peer.participantId ?? null,
    text: critiqueText(perspective, objection),
    evidence,
    confidence: null,
    citedPeer: null,
    reason: null,
    hasMore: hasMoreAfter(perspective, evidence),
  };
}
