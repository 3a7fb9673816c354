import type { Decision, Evidence } from '../../debates/decision.ts';
import { leadOf, strongest } from './choice.ts';
import { cite, criterionLabel, nameOf, optionLabel, says, sentence } from './citation.ts';
import { type Cause, newsOf } from './move.ts';
import type { Objection } from './objections.ts';
import { holdReason, levelReason, moveReason } from './reasons.ts';
import { type Scene, standingOf } from './scene.ts';

/** The text of a proposal: the option and the evidence for it. Texts contain only labels, quotes, titles and leads. */
export function proposalText(scene: Scene, position: string | null, grounds: readonly Evidence[]): string {
  const { decision } = scene.layout;
  if (position === null) return `I start without an option. ${levelReason(scene)}`;
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
export function critiqueText(scene: Scene, objection: Objection | null): string {
  if (objection === null) return 'I have nothing to object.';
  const { decision } = scene.layout;
  const { item, peer, undercut, rank } = objection;
  const to = `${nameOf(scene.participants, peer.participantId)}, `;
  if (undercut) return sentence(`${to}you lean on ${cite(undercut)}. Against that: ${cite(item)}`);
  if (rank === 1) return sentence(`${to}one thing you may not know: ${cite(item)} ${says(decision, item)}`);
  const again = rank === 0 ? 'I join in an objection' : 'I object';
  return sentence(`${to}${again}: ${cite(item)} ${says(decision, item)}`);
}

/** The text of a revision: whether the deliberator changes its option, why, and which evidence it adds. */
export function revisionText(
  scene: Scene,
  position: string | null,
  cause: Cause | null,
  addition: Evidence | null,
): string {
  const { decision } = scene.layout;
  if (position === null) return `I still hold no option. ${levelReason(scene)}`;
  const moved = position !== scene.self.position;
  const opening = moved ? moveText(scene, position, cause) : stayText(scene, position);
  return addition
    ? `${opening} ${sentence(`I add: ${cite(addition)} ${says(decision, addition, position)}`)}`
    : opening;
}

function moveText(scene: Scene, position: string, cause: Cause | null): string {
  const { decision } = scene.layout;
  const from = scene.self.position === null ? null : optionLabel(decision, scene.self.position);
  const to = optionLabel(decision, position);
  const opening = from === null ? `I now hold ${to}` : `I move from ${from} to ${to}`;
  return `${sentence(opening)} ${moveReason(scene, position, cause)}`;
}

function stayText(scene: Scene, position: string): string {
  const { decision } = scene.layout;
  const standing = standingOf(scene.layout, scene.self);
  const rival = strongest(standing, position);
  const stay = sentence(`I stay with ${optionLabel(decision, position)}`);
  if (rival !== null && leadOf(standing, position, rival) < 0) return `${stay} ${holdReason(scene, position, rival)}`;
  return newsOf(scene).length > 0 ? `${stay} What I heard does not outweigh what speaks for it.` : stay;
}

/** The text of a vote, or of an abstention. */
export function voteText(scene: Scene, position: string | null, reason: string): string {
  if (position === null) return `I abstain. ${reason}`;
  return `${sentence(`I vote for ${optionLabel(scene.layout.decision, position)}`)} ${reason}`;
}
