import type { Turn } from './debate-event.ts';
import { type Page, paragraph } from './page.ts';
import { optionName, participantName, type Scene } from './scene.ts';
import { percent } from './text.ts';

/** One answer: who says it and what it comes to, then the words. */
export function renderTurn(turn: Turn, scene: Scene, page: Page): string[] {
  return [
    '',
    `  ${participantName(scene, turn.participantId, page)}${gist(turn, scene, page)}`,
    ...paragraph(page, 4, turn.text),
  ];
}

function gist(turn: Turn, scene: Scene, page: Page): string {
  const option = page.paint('bold', optionName(scene, turn.position));
  switch (turn.kind) {
    case 'CRITIQUE':
      return turn.targetId === null ? '' : ` to ${participantName(scene, turn.targetId, page)}`;
    case 'VOTE':
      return turn.position === null ? ' abstains' : ` votes for ${option}${certainty(turn, page)}`;
    default:
      return ` holds ${option}${certainty(turn, page)}`;
  }
}

function certainty({ confidence }: Turn, { paint }: Page): string {
  return confidence === null ? '' : paint('dim', ` (confidence ${percent(confidence)})`);
}
