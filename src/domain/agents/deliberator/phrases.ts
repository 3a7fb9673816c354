import type { Decision, Evidence } from '../../debates/decision.ts';
import { leadOf, strongest } from './choice.ts';
import { cite, criterionLabel, nameOf, optionLabel, says, sentence } from './citation.ts';
import { type Cause, newsOf } from './move.ts';
import type { Objection } from './objections.ts';
import { type Perspective, standingOf } from './perspective.ts';
import { holdReason, levelReason, moveReason } from './reasons.ts';

/** The text of a proposal: the option and the evidence for it. Texts contain only labels, quotes, titles and leads. */
export function proposalText(perspective: Perspective, position: string | null, grounds: readonly Evidence[]): string {
  const { decision } = perspective.layout;
  if (position === null) return `I start without an option. ${levelReason(perspective)}`;
  const start = sentence(`I start from ${optionLabel(decision, position)}`);
  return [start, ...grounds.map((item, n) => ground(decision, item, position, n))].join(' ');
}

function ground(decision: Decision, item: Evidence, position: string, n: number): string {
  const direct = item.option === position && item.stance === 'for';
  if (!direct || n === 0) return sentence(`${cite(item)} ${says(decision, item, position)}`);
  const criterion = criterionLabel(decision, item.criterion);
  return sentence(n === 1 ? `So does ${cite(item)}, on ${criterion}` : `On ${criterion} I add ${cite(item)}`);
}

/** The text of a critique, addressed to a peer; null as objection means that the deliberator has none. */
export function critiqueText(perspective: Perspective, objection: Objection | null): string {
  if (objection === null) return 'I have nothing to object.';
  const { decision } = perspective.layout;
  const { item, peer, undercut, rank } = objection;
  const to = `${nameOf(perspective.participants, peer.participantId)}, `;
  if (undercut) return sentence(`${to}you lean on ${cite(undercut)}. Against that: ${cite(item)}`);
  if (rank === 1) return sentence(`${to}one thing you may not know: ${cite(item)} ${says(decision, item)}`);
  const again = rank === 0 ? 'I join in an objection' : 'I object';
  return sentence(`${to}${again}: ${cite(item)} ${says(decision, item)}`);
}

/** The text of a revision: whether the deliberator changes its option, why, and which evidence it adds. */
export function revisionText(
  perspective: Perspective,
  position: string | null,
  cause: Cause | null,
  addition: Evidence | null,
): string {
  const { decision } = perspective.layout;
  if (position === null) return `I still hold no option. ${levelReason(perspective)}`;
  const moved = position !== perspective.self.position;
  const opening = moved ? moveText(perspective, position, cause) : stayText(perspective, position);
  return addition
    ? `${opening} ${sentence(`I add: ${cite(addition)} ${says(decision, addition, position)}`)}`
    : opening;
}

function moveText(perspective: Perspective, position: string, cause: Cause | null): string {
  const { decision } = perspective.layout;
  const from = perspective.self.position === null ? null : optionLabel(decision, perspective.self.position);
  const to = optionLabel(decision, position);
  const opening = from === null ? `I now hold ${to}` : `I move from ${from} to ${to}`;
  return `${sentence(opening)} ${moveReason(perspective, position, cause)}`;
}

function stayText(perspective: Perspective, position: string): string {
  const { decision } = perspective.layout;
  const standing = standingOf(perspective.layout, perspective.self);
  const rival = strongest(standing, position);
  const stay = sentence(`I stay with ${optionLabel(decision, position)}`);
  if (rival !== null && leadOf(standing, position, rival) < 0)
    return `${stay} ${holdReason(perspective, position, rival)}`;
  return newsOf(perspective).length > 0 ? `${stay} What I heard does not outweigh what speaks for it.` : stay;
}

/** The text of a vote, or of an abstention. */
export function voteText(perspective: Perspective, position: string | null, reason: string): string {
  if (position === null) return `I abstain. ${reason}`;
  return `${sentence(`I vote for ${optionLabel(perspective.layout.decision, position)}`)} ${reason}`;
}
