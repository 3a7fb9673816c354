import type { Answer } from '../../debates/turn.ts';
import { groundsFor } from './grounds.ts';
import { proposalText } from './phrases.ts';
import { hasMoreAfter, type Scene, settled } from './scene.ts';

/**
 * The first, blind position: the best option by the initial evidence of the deliberator, with the strongest evidence
 * for it.
 */
export function propose(scene: Scene): Answer {
  const position = settled(scene.layout, scene.self);
  const grounds = position === null ? [] : groundsFor(scene, position);
  const evidence = grounds.map(({ id }) => id);
  return {
    position,
    targetId: null,
    text: proposalText(scene, position, grounds),
    evidence,
    confidence: null,
    citedPeer: null,
    reason: null,
    hasMore: hasMoreAfter(scene, evidence),
  };
}
