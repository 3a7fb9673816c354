import { EPSILON, leadOf, strongest } from './choice.ts';
import { amount, cite, nameOf, optionLabel, says, sentence } from './citation.ts';
import { groundsFor } from './grounds.ts';
import type { Cause } from './move.ts';
import { type Perspective, standingOf } from './perspective.ts';

/** Why a deliberator left the option it held, as one sentence that names the evidence. */
export function moveReason(perspective: Perspective, to: string | null, cause: Cause | null): string {
  if (to === null) return levelReason(perspective);
  const ahead = aheadOf(perspective, to, perspective.self.position);
  if (cause === null) return `By what I know, ${ahead}.`;
  const { decision } = perspective.layout;
  const peer = nameOf(perspective.participants, cause.citedPeer);
  return `What counted most came from ${peer}: ${cite(cause.item)} ${says(decision, cause.item)}; now ${ahead}.`;
}

/** Why a deliberator votes as it does, in one or two sentences; for null, why it abstains. */
export function voteReason(perspective: Perspective, position: string | null): string {
  if (position === null) return levelReason(perspective);
  const standing = standingOf(perspective.layout, perspective.self);
  const rival = strongest(standing, position);
  if (rival !== null && leadOf(standing, position, rival) <= EPSILON) return holdReason(perspective, position, rival);
  const best = groundsFor(perspective, position)[0];
  const ahead = sentence(aheadOf(perspective, position));
  return best ? `${ahead} ${sentence(`${cite(best)} ${says(perspective.layout.decision, best, position)}`)}` : ahead;
}

/** Why a stubborn deliberator keeps an option that does not lead. */
export function holdReason(perspective: Perspective, position: string, rival: string): string {
  const { decision } = perspective.layout;
  const [name, held] = [optionLabel(decision, rival), optionLabel(decision, position)];
  const lead = leadOf(standingOf(perspective.layout, perspective.self), rival, position);
  if (lead <= EPSILON) return `${held} and ${name} are level, which does not move me.`;
  const needed = amount(perspective.self.profile.stubbornness ?? 0);
  return `${name} is ahead of ${held} by ${amount(lead)}, which is not more than the ${needed} it takes to move me.`;
}

/** Why a deliberator holds no option. */
export function levelReason(perspective: Perspective): string {
  const { decision } = perspective.layout;
  const standing = standingOf(perspective.layout, perspective.self);
  const best = strongest(standing);
  const next = strongest(standing, best);
  if (perspective.self.known.size === 0 || best === null || next === null) return 'I know of no evidence.';
  return `By what I know, ${optionLabel(decision, best)} and ${optionLabel(decision, next)} are level.`;
}

function aheadOf(perspective: Perspective, option: string, other: string | null = null): string {
  const { decision } = perspective.layout;
  const standing = standingOf(perspective.layout, perspective.self);
  const over = other ?? strongest(standing, option) ?? option;
  const lead = amount(leadOf(standing, option, over));
  return `${optionLabel(decision, option)} is ahead of ${optionLabel(decision, over)} by ${lead}`;
}
