import type { Answer } from '../../debates/turn.ts';
import { ballot, leadOf } from './choice.ts';
import { causeOf } from './move.ts';
import { hasMoreAfter, type Perspective, standingOf } from './perspective.ts';
import { voteText } from './phrases.ts';
import { moveReason, voteReason } from './reasons.ts';

/**
 * The vote. Its confidence is the lead over the strongest other option; 0 for an abstention, or for an option that is
 * behind.
 */
export function vote(perspective: Perspective): Answer {
  const standing = standingOf(perspective.layout, perspective.self);
  const position = ballot(standing, perspective.self.position, perspective.self.profile.stubbornness ?? 0);
  const cause = position !== null && position !== perspective.self.position ? causeOf(perspective, position) : null;
  const reason = cause ? moveReason(perspective, position, cause) : voteReason(perspective, position);
  return {
    position,
    targetId: null,
    text: voteText(perspective, position, reason),
    evidence: [],
    confidence: position === null ? 0 : Math.min(1, Math.max(0, leadOf(standing, position))),
    citedPeer: cause?.citedPeer ?? null,
    reason,
    hasMore: hasMoreAfter(perspective, []),
  };
}
