import type { Page } from '../terminal/page.ts';
import { printable, shorten } from '../terminal/text.ts';
import type { DebateEvent, Turn } from './debate-event.ts';

/** What a view of a debate keeps of the events so far, to show the next one. */
export interface ViewState {
  /** Labels by key, in the order of the debate. */
  readonly options: ReadonlyMap<string, string>;
  readonly participants: ReadonlyMap<string, string>;
  /** The option each participant holds, by their keys. */
  readonly positions: ReadonlyMap<string, string | null>;
  /** Keys of participants that were asked and have not answered yet. */
  readonly awaited: readonly string[];
  readonly lastText: string;
}

/** An option or a participant. */
export interface Labelled {
  readonly key: string;
  readonly label: string;
}

export function viewStateOf(debate: { options: readonly Labelled[]; participants: readonly Labelled[] }): ViewState {
  const labels = (items: readonly Labelled[]) => new Map(items.map(({ key, label }) => [key, printable(label)]));
  const [options, participants] = [labels(debate.options), labels(debate.participants)];
  return { options, participants, positions: new Map(), awaited: [], lastText: '' };
}

/** The state after the event. */
export function viewStateAfter(state: ViewState, event: DebateEvent): ViewState {
  if ('turn' in event) return afterTurn(state, event.turn);
  switch (event.__typename) {
    case 'DebateStarted':
      return viewStateOf(event);
    case 'PhaseStarted':
      return { ...state, awaited: event.speakers.map(({ key }) => key) };
    case 'CandidatesNamed':
      return { ...state, options: new Map(event.candidates.map(({ key, label }) => [key, printable(label)])) };
    case 'AgentFailed':
      return { ...state, awaited: without(state.awaited, event.failure.participant.key) };
    default:
      return event.__typename === 'DebateEnded' ? { ...state, awaited: [] } : state;
  }
}

const HOLDING: readonly Turn['kind'][] = ['PROPOSAL', 'REVISION', 'VOTE'];

function afterTurn(state: ViewState, { kind, participant: { key }, option, text, openAnswer }: Turn): ViewState {
  // A critique does not change the position of its speaker. An answer in words has no candidate yet.
  const changesPosition = HOLDING.includes(kind) && openAnswer === null;
  const positions = changesPosition ? new Map(state.positions).set(key, option?.key ?? null) : state.positions;
  return { ...state, positions, awaited: without(state.awaited, key), lastText: text };
}

function without(keys: readonly string[], key: string): string[] {
  return keys.filter((other) => other !== key);
}

/** The answer to an open question may be long. */
const MAX_NAME = 60;

/** The name of an option, short enough for one line. */
export function optionName(option: Labelled | null): string {
  return option === null ? 'no option' : shorten(printable(option.label), MAX_NAME);
}

const COLOURS = ['cyanBright', 'magentaBright', 'yellowBright', 'blueBright', 'greenBright'] as const;

/** The participant's name in its own colour. */
export function participantName(state: ViewState, { key, label }: Labelled, { paint }: Page): string {
  return paint(participantColour(state, key), printable(label));
}

export function participantColour({ participants }: ViewState, key: string): (typeof COLOURS)[number] {
  const place = Math.max(0, [...participants.keys()].indexOf(key));
  return COLOURS[place % COLOURS.length] ?? 'cyanBright';
}

/** The number of participants that hold each option: 'SQLite 2 · PostgreSQL 1'. */
export function positionCounts(state: ViewState): string {
  const held = [...state.positions.values()];
  const options = [...state.options].map(([key, label]) => ({ key, label }));
  return [...options, null]
    .map((option) => ({ option, holders: held.filter((key) => key === (option?.key ?? null)).length }))
    .filter(({ holders }) => holders > 0)
    .map(({ option, holders }) => `${optionName(option)} ${holders}`)
    .join(' · ');
}
