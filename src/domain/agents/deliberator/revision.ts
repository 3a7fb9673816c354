import type { Evidence } from '../../debates/decision.ts';
import type { Answer } from '../../debates/turn.ts';
import { causeOf } from './move.ts';
import { revisionText } from './phrases.ts';
import { moveReason } from './reasons.ts';
import { giveOf, hasMoreAfter, type Scene, settled, unusedOf } from './scene.ts';

/** The position of the deliberator after the turns it has seen, and at most one more piece of evidence for it. */
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

/** The uncited piece that adds most to the lead of the option; null when none adds to it. */
function additionFor(scene: Scene, option: string): Evidence | null {
  const valued = unusedOf(scene).map((item) => ({ item, gives: giveOf(scene.layout, scene.self, item.id, option) }));
  const best = valued.toSorted((a, b) => b.gives - a.gives)[0];
  return best && best.gives > 0 ? best.item : null;
}
