import { type Page, paragraph } from '../../terminal/page.ts';
import { percent, shorten } from '../../terminal/text.ts';
import type { Turn } from '../debate-event.ts';
import { optionName, participantName, type ViewState } from '../view-state.ts';
import { renderCall } from './render-call.ts';

/** One turn: the participant and a summary, then the text. */
export function renderTurn(turn: Turn, state: ViewState, page: Page): string[] {
  return [
    '',
    `  ${participantName(state, turn.participant, page)}${summary(turn, state, page)}`,
    ...paragraph(page, 4, textOf(turn)),
    ...renderCall(turn.call, page),
  ];
}

function summary(turn: Turn, state: ViewState, page: Page): string {
  const option = page.paint('bold', optionName(turn.option));
  switch (turn.kind) {
    case 'CRITIQUE':
      return turn.target === null ? '' : ` to ${participantName(state, turn.target, page)}`;
    case 'VOTE':
      return turn.option === null ? ' abstains' : ` votes for ${option}${certainty(turn, page)}`;
    case 'GROUPING':
    case 'ARGUMENT':
    case 'REPLY':
      return '';
    case 'MODERATION':
      return turn.ruling?.isFinal ? ` ends the debate${rulingResult(turn, state, page)}` : ' sees no winner yet';
    case 'JUDGEMENT':
      if (turn.ruling?.isFinal) return ` decides${rulingResult(turn, state, page)}`;
      return turn.option === null ? '' : ` chooses ${option}`;
    default:
      if (turn.option === null && turn.openAnswer !== null)
        return ` answers ${page.paint('bold', shorten(turn.openAnswer, 60))}${certainty(turn, page)}`;
      return ` holds ${option}${certainty(turn, page)}`;
  }
}

/** The text of a ruling is JSON: people get its reason instead. */
function textOf({ ruling, reason, text }: Turn): string {
  return ruling === null ? text : (reason ?? text);
}

function rulingResult({ option, ruling }: Turn, state: ViewState, page: Page): string {
  const answer = option === null ? ruling?.answer : optionName(option);
  if (answer) return `: ${page.paint('bold', shorten(answer, 60))}`;
  return ruling?.side ? ` for ${participantName(state, ruling.side, page)}` : '';
}

function certainty({ confidence }: Turn, { paint }: Page): string {
  return confidence === null ? '' : paint('dim', ` (confidence ${percent(confidence)})`);
}
