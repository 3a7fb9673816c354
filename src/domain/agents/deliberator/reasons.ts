import { EPSILON, leadOf, strongest } from './choice.ts';
import { amount, cite, nameOf, optionLabel, says, sentence } from './citation.ts';
import { groundsFor } from './grounds.ts';
import type { Cause } from './move.ts';
import { type Scene, standingOf } from './scene.ts';

/** Why a deliberator left the option it held, as one sentence that names the evidence. */
export function moveReason(scene: Scene, to: string | null, cause: Cause | null): string {
  if (to === null) return levelReason(scene);
  const ahead = aheadOf(scene, to, scene.self.position);
  if (cause === null) return `By what I know, ${ahead}.`;
  const { decision } = scene.layout;
  const peer = nameOf(scene.participants, cause.citedPeer);
  return `What counted most came from ${peer}: ${cite(cause.item)} ${says(decision, cause.item)}; now ${ahead}.`;
}

/** Why a deliberator votes as it does, in one or two sentences; for null, why it abstains. */
export function voteReason(scene: Scene, position: string | null): string {
  if (position === null) return levelReason(scene);
  const standing = standingOf(scene.layout, scene.self);
  const rival = strongest(standing, position);
  if (rival !== null && leadOf(standing, position, rival) <= EPSILON) return holdReason(scene, position, rival);
  const best = groundsFor(scene, position)[0];
  const ahead = sentence(aheadOf(scene, position));
  return best ? `${ahead} ${sentence(`${cite(best)} ${says(scene.layout.decision, best, position)}`)}` : ahead;
}

/** Why a stubborn deliberator keeps an option that does not lead. */
export function holdReason(scene: Scene, position: string, rival: string): string {
  const { decision } = scene.layout;
  const [name, held] = [optionLabel(decision, rival), optionLabel(decision, position)];
  const lead = leadOf(standingOf(scene.layout, scene.self), rival, position);
  if (lead <= EPSILON) return `${held} and ${name} are level, which does not move me.`;
  const needed = amount(scene.self.profile.stubbornness ?? 0);
  return `${name} is ahead of ${held} by ${amount(lead)}, which is not more than the ${needed} it takes to move me.`;
}

/** Why a deliberator holds no option. */
export function levelReason(scene: Scene): string {
  const { decision } = scene.layout;
  const standing = standingOf(scene.layout, scene.self);
  const best = strongest(standing);
  const next = strongest(standing, best);
  if (scene.self.known.size === 0 || best === null || next === null) return 'I know of no evidence.';
  return `By what I know, ${optionLabel(decision, best)} and ${optionLabel(decision, next)} are level.`;
}

function aheadOf(scene: Scene, option: string, other: string | null = null): string {
  const { decision } = scene.layout;
  const standing = standingOf(scene.layout, scene.self);
  const over = other ?? strongest(standing, option) ?? option;
  const lead = amount(leadOf(standing, option, over));
  return `${optionLabel(decision, option)} is ahead of ${optionLabel(decision, over)} by ${lead}`;
}
