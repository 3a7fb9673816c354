import type { Evidence } from '../../debates/decision.ts';
import type { Answer } from '../../debates/turn.ts';
import { causeOf } from './move.ts';
import { giveOf, hasMoreAfter, type Perspective, settled, unusedOf } from './perspective.ts';
import { revisionText } from './phrases.ts';
import { moveReason } from './reasons.ts';

/** The position of the deliberator after the turns it has seen, and at most one more piece of evidence for it. */
export function revise(perspective: Perspective): Answer {
  const position = settled(perspective.layout, perspective.self);
  const cause = position !== null && position !== perspective.self.position ? causeOf(perspective, position) : null;
  const addition = position === null ? null : additionFor(perspective, position);
  const evidence = addition ? [addition.id] : [];
  return {
    position,
    targetId: null,
    text: revisionText(perspective, position, cause, addition),
    evidence,
    confidence: null,
    citedPeer: cause?.citedPeer ?? null,
    reason: position === perspective.self.position ? null : moveReason(perspective, position, cause),
    hasMore: hasMoreAfter(perspective, evidence),
  };
}

/** The uncited piece that adds most to the lead of the option; null when none adds to it. */
function additionFor(perspective: Perspective, option: string): Evidence | null {
  const valued = unusedOf(perspective).map((item) => ({
    item,
    gives: giveOf(perspective.layout, perspective.self, item.id, option),
  }));
  const best = valued.toSorted((a, b) => b.gives - a.gives)[0];
  return best && best.gives > 0 ? best.item : null;
}
