import { type Page, paragraph } from '../../terminal/page.ts';
import { percent, shorten } from '../../terminal/text.ts';
import type { Turn } from '../debate-event.ts';
import { optionName, participantName, type Scene } from '../scene.ts';
import { renderCall } from './render-call.ts';

/** One turn: the participant and a summary, then the text. */
export function renderTurn(turn: Turn, scene: Scene, page: Page): string[] {
  return [
    '',
    `  ${participantName(scene, turn.participantId, page)}${summary(turn, scene, page)}`,
    ...paragraph(page, 4, textOf(turn)),
    ...renderCall(turn.call, page),
  ];
}

function summary(turn: Turn, scene: Scene, page: Page): string {
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
      return turn.ruling?.isFinal ? ` ends the debate${rulingResult(turn, scene, page)}` : ' sees no winner yet';
    case 'JUDGEMENT':
      if (turn.ruling?.isFinal) return ` decides${rulingResult(turn, scene, page)}`;
      return turn.position === null ? '' : ` chooses ${option}`;
    default:
      if (turn.position === null && turn.openAnswer !== null)
        return ` answers ${page.paint('bold', shorten(turn.openAnswer, 60))}${certainty(turn, page)}`;
      return ` holds ${option}${certainty(turn, page)}`;
  }
}

/** The text of a ruling is JSON: people get its reason instead. */
function textOf({ ruling, reason, text }: Turn): string {
  return ruling === null ? text : (reason ?? text);
}

function rulingResult({ position, ruling }: Turn, scene: Scene, page: Page): string {
  const answer = position === null ? ruling?.answer : optionName(scene, position);
  if (answer) return `: ${page.paint('bold', shorten(answer, 60))}`;
  return ruling?.side ? ` for ${participantName(scene, ruling.side, page)}` : '';
}

function certainty({ confidence }: Turn, { paint }: Page): string {
  return confidence === null ? '' : paint('dim', ` (confidence ${percent(confidence)})`);
}
