import { besideLabel, heading, labelled, labelledText, type Page, paragraph } from '../../terminal/page.ts';
import { plural, printable, shorten, wrapList } from '../../terminal/text.ts';
import { ENDINGS, MODES, phaseTitle, RULES } from '../../terminal/words.ts';
import type { DebateEvent, EventOf, Turn } from '../debate-event.ts';
import { optionName, participantName, positionCounts, type ViewState } from '../view-state.ts';
import { renderCall } from './render-call.ts';
import { renderTurn } from './render-turn.ts';

type Renderer<Event> = (event: Event, state: ViewState, page: Page) => string[];

/** A renderer for each type of event. A type without an entry does not compile. */
export const RENDERERS: { readonly [Type in DebateEvent['__typename']]: Renderer<EventOf<Type>> } = {
  DebateStarted: renderStart,
  RunStarted: () => [],
  RunResumed: renderResumption,
  PhaseStarted: renderPhase,
  ProposalMade: renderTurnOf,
  CritiqueMade: renderTurnOf,
  RevisionMade: renderTurnOf,
  VoteCast: renderTurnOf,
  AnswersGrouped: renderTurnOf,
  ArgumentMade: renderTurnOf,
  ReplyMade: renderTurnOf,
  ModerationGiven: renderTurnOf,
  JudgementGiven: renderTurnOf,
  CandidatesNamed: renderCandidates,
  HumanInterjected: renderInterjection,
  PositionChanged: renderFlip,
  AgentFailed: ({ failure }, state, page) => renderFailure(failure, state, page),
  // The event `RunResumed` tells how many calls are repeated.
  CallsAbandoned: () => [],
  VerdictReached: renderDecision,
  DebateEnded: renderEnd,
};

/** The lines of an event in the live view; `state` is the state after it. */
export function renderEvent(event: DebateEvent, state: ViewState, page: Page): string[] {
  // A newer server may send types that this client does not know.
  const render = RENDERERS[event.__typename] as Renderer<DebateEvent> | undefined;
  return render?.(event, state, page) ?? [];
}

function renderTurnOf({ turn }: { turn: Turn }, state: ViewState, page: Page): string[] {
  return renderTurn(turn, state, page);
}

function renderInterjection({ interjection }: EventOf<'HumanInterjected'>, _: ViewState, page: Page): string[] {
  return ['', `  ${page.paint('bold', 'You')}`, ...paragraph(page, 4, interjection.text)];
}

function renderResumption({ cutOff }: EventOf<'RunResumed'>, _: ViewState, page: Page): string[] {
  const text = `  The run was interrupted and continues after the last stored turn${repeated(cutOff)}.`;
  return ['', page.paint('dim', text)];
}

function repeated({ length }: readonly unknown[]): string {
  return length === 0
    ? ''
    : `; up to ${length} ${length === 1 ? 'call was' : 'calls were'} interrupted and are repeated`;
}

/** The task, the participants and the protocol of a debate, live or stored. */
export function renderStart(
  debate: Pick<EventOf<'DebateStarted'>, 'task' | 'participants' | 'protocol'>,
  state: ViewState,
  page: Page,
): string[] {
  const { mode, consensus, maxRounds, paceMs, policy } = debate.protocol;
  const pace = paceMs > 0 ? ` · ${paceMs} ms between turns` : '';
  const names = debate.participants.map((participant) => participantName(state, participant, page));
  const isBuiltIn = debate.participants.every(({ provider }) => provider === 'BUILTIN');
  const nature = isBuiltIn ? [page.paint('dim', 'built-in and rule-based, no language models')] : [];
  return [
    ...paragraph(page, 0, debate.task).map((line) => page.paint('bold', line)),
    '',
    ...labelledText(page, 'Options', [...state.options.values()].join(' · ') || 'none: answers are in words'),
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

function renderPhase({ kind, round, speakers }: EventOf<'PhaseStarted'>, state: ViewState, page: Page): string[] {
  const names = speakers.map(({ label }) => printable(label)).join(', ');
  const manner = kind === 'PROPOSAL' ? 'asked at once, none hears the others' : 'asked at once';
  const asked = paragraph(page, 2, `${manner}: ${names}`).map((line) => page.paint('dim', line));
  return ['', heading(page, phaseTitle(kind, round), positionCounts(state)), ...asked];
}

function renderFlip(event: EventOf<'PositionChanged'>, state: ViewState, page: Page): string[] {
  const { participant, from, to, citedPeer, reason } = event;
  const change = `${optionName(from)} → ${optionName(to)}`;
  const cause = citedPeer === null ? '' : `, moved by ${participantName(state, citedPeer, page)}`;
  const line = `  ${page.paint('yellow', '↻')} ${participantName(state, participant, page)}: ${page.paint(['bold', 'yellow'], change)}${cause}`;
  // Most turns contain the reason.
  return state.lastText.includes(reason) ? [line] : [line, ...paragraph(page, 4, reason)];
}

/** A failed turn: the participant, the calls and the reason. */
export function renderFailure(failure: EventOf<'AgentFailed'>['failure'], state: ViewState, page: Page): string[] {
  const name = participantName(state, failure.participant, page);
  const code = failure.code === null ? '' : ` (${failure.code})`;
  const head = `  ${page.paint('red', '✗')} ${name} did not answer${code}`;
  return ['', head, ...renderCall(failure.call, page), ...paragraph(page, 4, failure.message)];
}

function renderCandidates({ candidates }: EventOf<'CandidatesNamed'>, _: ViewState, page: Page): string[] {
  const lines = candidates.flatMap(({ key, label }) => paragraph(page, 4, `${key}  ${shorten(label, 300)}`));
  return ['', '  The candidates:', ...lines];
}

function renderDecision(event: EventOf<'VerdictReached'>, _: ViewState, page: Page): string[] {
  return ['', `  Decision: ${page.paint('bold', result(event).replace(/\.$/, ''))}.`];
}

function result({ verdict }: EventOf<'VerdictReached'>): string {
  if (verdict.winner !== null) return shorten(optionName(verdict.winner), 200);
  return verdict.outcome === 'UNDECIDED' ? 'no vote for any option' : 'no option has enough votes';
}

function renderEnd({ status, stopReason }: EventOf<'DebateEnded'>, _: ViewState, page: Page): string[] {
  // The verdict was shown before, and the result follows.
  if (status === 'COMPLETED') return [];
  const text = `The debate ${status === 'FAILED' ? 'failed' : `was ${status.toLowerCase()}`}: ${ENDINGS[stopReason]}.`;
  return ['', ...paragraph(page, 2, text).map((line) => page.paint('red', line))];
}
