import type { Evidence } from '../../debates/decision.ts';
import type { Answer } from '../../debates/turn.ts';
import { causeOf } from './move.ts';
import { revisionText } from './phrases.ts';
import { moveReason } from './reasons.ts';
import { giveOf, hasMoreAfter, type Scene, settled, unusedOf } from './scene.ts';

/** What the deliberator holds now that it knows what was put forward, and one more piece for it if it has one. */
export function revise(scene: Scene): Answer {
  const position = settled(scene.layout, scene.self);
  const cause = position !== null && position !== scene.self.position ? causeOf(scene, position) : null;
  const addition = position === null ? null : additionFor(scene, position);
  const evidence = addition ? [addition.id] : [];
  return {
    position,
    targetId: null,
    text: revisionText(scene, position, cause, addition),
    evidence,
    confidence: null,
    citedPeer: cause?.citedPeer ?? null,
    reason: position === scene.self.position ? null : moveReason(scene, position, cause),
    hasMore: hasMoreAfter(scene, evidence),
  };
}

/** The piece nobody has put forward yet that gives the option most of its lead; null when none gives it any. */
function additionFor(scene: Scene, option: string): Evidence | null {
  const valued = unusedOf(scene).map((item) => ({ item, gives: giveOf(scene.layout, scene.self, item.id, option) }));
  const best = valued.toSorted((a, b) => b.gives - a.gives)[0];
  return best && best.gives > 0 ? best.item : null;
}
