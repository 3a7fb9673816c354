import { type Page, paragraph } from '../../terminal/page.ts';
import { percent, shorten } from '../../terminal/text.ts';
import type { Turn } from '../debate-event.ts';
import { optionName, participantName, type ViewState } from '../view-state.ts';
import { renderCall } from './render-call.ts';

/** One turn: the participant and a summary, then the text. */
export function renderTurn(turn: Turn, state: ViewState, page: Page): string[] {
  return [
    '',
    `  ${participantName(state, turn.participantId, page)}${summary(turn, state, page)}`,
    ...paragraph(page, 4, textOf(turn)),
    ...renderCall(turn.call, page),
  ];
}

function summary(turn: Turn, state: ViewState, page: Page): string {
  const option = page.paint('bold', optionName(state, turn.position));
  switch (turn.kind) {
    case 'CRITIQUE':
      return turn.targetId === null ? '' : ` to ${participantName(state, turn.targetId, page)}`;
    case 'VOTE':
      return turn.position === null ? ' abstains' : ` votes for ${option}${certainty(turn, page)}`;
    case 'GROUPING':
    case 'ARGUMENT':
    case 'REPLY':
      return '';
    case 'MODERATION':
      return turn.ruling?.isFinal ? ` ends the debate${rulingResult(turn, state, page)}` : ' sees no winner yet';
    case 'JUDGEMENT':
      if (turn.ruling?.isFinal) return ` decides${rulingResult(turn, state, page)}`;
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

function rulingResult({ position, ruling }: Turn, state: ViewState, page: Page): string {
  const answer = position === null ? ruling?.answer : optionName(state, position);
  if (answer) return `: ${page.paint('bold', shorten(answer, 60))}`;
  return ruling?.side ? ` for ${participantName(state, ruling.side, page)}` : '';
}

function certainty({ confidence }: Turn, { paint }: Page): string {
  return confidence === null ? '' : paint('dim', ` (confidence ${percent(confidence)})`);
}
