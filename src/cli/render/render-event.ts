import type { DebateEvent, EventOf } from '../debate/debate-event.ts';
import { optionName, participantName, type Scene, standing } from '../debate/scene.ts';
import { besideLabel, heading, labelled, labelledText, type Page, paragraph } from '../terminal/page.ts';
import { plural, shorten, wrapList } from '../terminal/text.ts';
import { ENDINGS, MODES, phaseTitle, RULES } from '../terminal/words.ts';
import { renderCall } from './render-call.ts';
import { renderTurn } from './render-turn.ts';

/** The lines that tell of an event; `scene` is how things stand after it. */
export function renderEvent(event: DebateEvent, scene: Scene, page: Page): string[] {
  switch (event.__typename) {
    case 'DebateStarted':
      return renderStart(event, scene, page);
    case 'PhaseStarted':
      return renderPhase(event, scene, page);
    case 'ProposalMade':
    case 'CritiqueMade':
    case 'RevisionMade':
    case 'VoteCast':
    case 'AnswersGrouped':
    case 'ArgumentMade':
    case 'ReplyMade':
    case 'ModerationGiven':
    case 'JudgementGiven':
      return renderTurn(event.turn, scene, page);
    case 'CandidatesNamed':
      return renderCandidates(event, page);
    case 'HumanInterjected':
      return ['', `  ${page.paint('bold', 'You')}`, ...paragraph(page, 4, event.interjection.text)];
    case 'PositionChanged':
      return renderFlip(event, scene, page);
    case 'AgentFailed':
      return renderFailure(event.failure, scene, page);
    case 'RunResumed':
      return [
        '',
        page.paint(
          'dim',
          `  The run was interrupted and goes on behind the last stored turn${repeated(event.cutOff)}.`,
        ),
      ];
    case 'VerdictReached':
      return ['', `  It is decided: ${page.paint('bold', result(event, scene).replace(/\.$/, ''))}.`];
    case 'DebateEnded':
      return renderEnd(event, page);
    default:
      // A newer server may tell of more.
      return [];
  }
}

function repeated({ length }: readonly string[]): string {
  return length === 0 ? '' : `; up to ${length} ${length === 1 ? 'call was' : 'calls were'} cut off and are made again`;
}

/** What is debated, by whom, and how. Also for a stored debate. */
export function renderStart(
  debate: Pick<EventOf<'DebateStarted'>, 'task' | 'participants' | 'protocol'>,
  scene: Scene,
  page: Page,
): string[] {
  const { mode, consensus, maxRounds, paceMs, policy } = debate.protocol;
  const pace = paceMs > 0 ? ` · ${paceMs} ms between turns` : '';
  const names = debate.participants.map(({ id }) => participantName(scene, id, page));
  const isBuiltIn = debate.participants.every(({ provider }) => provider === 'builtin');
  const nature = isBuiltIn ? [page.paint('dim', 'built-in and rule-based, no language models')] : [];
  return [
    ...paragraph(page, 0, debate.task).map((line) => page.paint('bold', line)),
    '',
    ...labelledText(page, 'Options', [...scene.options.values()].join(' · ') || 'none: answers are in words'),
    ...labelled(page, 'Agents', [...wrapList(names, besideLabel(page)), ...nature]),
    ...labelledText(page, 'Mode', policy ? `${MODES[mode]}: ${policy.choice}. ${policy.reason}` : MODES[mode]),
    ...labelledText(
      page,
      'Rule',
      `${RULES[consensus]}${hasRounds(mode) ? ` · at most ${plural(maxRounds, 'round')}` : ''}${pace}`,
    ),
  ];
}

function hasRounds(mode: EventOf<'DebateStarted'>['protocol']['mode']): boolean {
  return mode !== 'VOTE' && mode !== 'JUDGE';
}

function renderPhase({ kind, round, speakers }: EventOf<'PhaseStarted'>, scene: Scene, page: Page): string[] {
  const names = speakers.map((id) => scene.participants.get(id) ?? id).join(', ');
  const manner = kind === 'PROPOSAL' ? 'asked at once, none hears the others' : 'asked at once';
  const asked = paragraph(page, 2, `${manner}: ${names}`).map((line) => page.paint('dim', line));
  return ['', heading(page, phaseTitle(kind, round), standing(scene)), ...asked];
}

function renderFlip(event: EventOf<'PositionChanged'>, scene: Scene, page: Page): string[] {
  const { participantId, from, to, citedPeer, reason } = event;
  const change = `${optionName(scene, from)} → ${optionName(scene, to)}`;
  const cause = citedPeer === null ? '' : `, moved by ${participantName(scene, citedPeer, page)}`;
  const line = `  ${page.paint('yellow', '↻')} ${participantName(scene, participantId, page)}: ${page.paint(['bold', 'yellow'], change)}${cause}`;
  // Most say the reason in the turn itself.
  return scene.lastText.includes(reason) ? [line] : [line, ...paragraph(page, 4, reason)];
}

/** An answer that did not come: whose, why, and what was tried. */
export function renderFailure(failure: EventOf<'AgentFailed'>['failure'], scene: Scene, page: Page): string[] {
  const name = participantName(scene, failure.participantId, page);
  const code = failure.code === null ? '' : ` (${failure.code})`;
  const head = `  ${page.paint('red', '✗')} ${name} did not answer${code}`;
  return ['', head, ...renderCall(failure.call, page), ...paragraph(page, 4, failure.message)];
}

function renderCandidates({ candidates }: EventOf<'CandidatesNamed'>, page: Page): string[] {
  const lines = candidates.flatMap(({ id, text }) => paragraph(page, 4, `${id}  ${shorten(text, 300)}`));
  return ['', '  The candidates:', ...lines];
}

function result({ verdict }: EventOf<'VerdictReached'>, scene: Scene): string {
  if (verdict.winner !== null) return shorten(optionName(scene, verdict.winner), 200);
  return verdict.outcome === 'UNDECIDED' ? 'nobody voted for an option' : 'no option has enough of them';
}

function renderEnd({ status, stopReason }: EventOf<'DebateEnded'>, page: Page): string[] {
  // The verdict has been told, and the result says the rest.
  if (status === 'COMPLETED') return [];
  const text = `The debate ${status === 'FAILED' ? 'failed' : `was ${status.toLowerCase()}`}: ${ENDINGS[stopReason]}.`;
  return ['', ...paragraph(page, 2, text).map((line) => page.paint('red', line))];
}
