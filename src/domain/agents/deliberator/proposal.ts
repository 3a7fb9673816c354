import type { Answer } from '../../debates/turn.ts';
import { groundsFor } from './grounds.ts';
import { hasMoreAfter, type Perspective, settled } from './perspective.ts';
import { proposalText } from './phrases.ts';

/**
 * The first, blind position: the best option by the initial evidence of the deliberator, with the strongest evidence
 * for it.
 */
export function propose(perspective: Perspective): Answer {
  const position = settled(perspective.layout, perspective.self);
  const grounds = position === null ? [] : groundsFor(perspective, position);
  const evidence = grounds.map(({ id }) => id);
  return {
    position,
    targetId: null,
    text: proposalText(perspective, position, grounds),
    evidence,
    confidence: null,
    citedPeer: null,
    reason: null,
    hasMore: hasMoreAfter(perspective, evidence),
  };
}
