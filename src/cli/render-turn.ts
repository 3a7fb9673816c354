import type { Turn } from './debate-event.ts';
import { type Page, paragraph } from './page.ts';
import { renderCall } from './render-call.ts';
import { optionName, participantName, type Scene } from './scene.ts';
import { percent, shorten } from './text.ts';

/** One answer: who says it and what it comes to, then the words. */
export function renderTurn(turn: Turn, scene: Scene, page: Page): string[] {
  return [
    '',
    `  ${participantName(scene, turn.participantId, page)}${gist(turn, scene, page)}`,
    ...paragraph(page, 4, turn.text),
    ...renderCall(turn.call, page),
  ];
}

function gist(turn: Turn, scene: Scene, page: Page): string {
  const option = page.paint('bold', optionName(scene, turn.position));
  switch (turn.kind) {
    case 'CRITIQUE':
      return turn.targetId === null ? '' : ` to ${participantName(scene, turn.targetId, page)}`;
    case 'VOTE':
      return turn.position === null ? ' abstains' : ` votes for ${option}${certainty(turn, page)}`;
    case 'GROUPING':
    case 'ARGUMENT':
    case 'REPLY':
      return '';
    case 'MODERATION':
      return turn.ruling?.isFinal ? ' ends the debate' : ' sees no winner yet';
    case 'JUDGEMENT':
      return turn.position === null ? '' : ` chooses ${option}`;
    default:
      if (turn.position === null && turn.openAnswer !== null)
        return ` answers ${page.paint('bold', shorten(turn.openAnswer, 60))}${certainty(turn, page)}`;
      return ` holds ${option}${certainty(turn, page)}`;
  }
}

function certainty({ confidence }: Turn, { paint }: Page): string {
  return confidence === null ? '' : paint('dim', ` (confidence ${percent(confidence)})`);
}
