import type { Answer } from '../../debates/turn.ts';
import { ballot, leadOf } from './choice.ts';
import { causeOf } from './move.ts';
import { voteText } from './phrases.ts';
import { moveReason, voteReason } from './reasons.ts';
import { hasMoreAfter, type Scene, standingOf } from './scene.ts';

/**
 * The vote. Its confidence is the lead over the strongest other option; 0 for an abstention, or for an option that is
 * behind.
 */
export function vote(scene: Scene): Answer {
  const standing = standingOf(scene.layout, scene.self);
  const position = ballot(standing, scene.self.position, scene.self.profile.stubbornness ?? 0);
  const cause = position !== null && position !== scene.self.position ? causeOf(scene, position) : null;
  const reason = cause ? moveReason(scene, position, cause) : voteReason(scene, position);
  return {
    position,
    targetId: null,
    text: voteText(scene, position, reason),
    evidence: [],
    confidence: position === null ? 0 : Math.min(1, Math.max(0, leadOf(standing, position))),
    citedPeer: cause?.citedPeer ?? null,
    reason,
    hasMore: hasMoreAfter(scene, []),
  };
}
