import type { Answer } from '../../debates/turn.ts';
import { groundsFor } from './grounds.ts';
import { proposalText } from './phrases.ts';
import { hasMoreAfter, type Scene, settled } from './scene.ts';

/** A first, blind position: the best option by what the deliberator starts with, and what speaks for it most. */
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
