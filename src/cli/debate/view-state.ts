import type { Page } from '../terminal/page.ts';
import { printable, shorten } from '../terminal/text.ts';
import type { DebateEvent, Turn } from './debate-event.ts';

/** What a view of a debate keeps of the events so far, to show the next one. */
export interface ViewState {
  /** Labels by id, in the order of the debate. */
  readonly options: ReadonlyMap<string, string>;
  readonly participants: ReadonlyMap<string, string>;
  /** The option each participant holds, by their ids. */
  readonly positions: ReadonlyMap<string, string | null>;
  /** Participants that were asked and have not answered yet. */
  readonly awaited: readonly string[];
  readonly lastText: string;
}

interface Labelled {
  readonly id: string;
  readonly label: string;
}

export function viewStateOf(debate: { options: readonly Labelled[]; participants: readonly Labelled[] }): ViewState {
  const labels = (items: readonly Labelled[]) => new Map(items.map(({ id, label }) => [id, printable(label)]));
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
      return { ...state, awaited: event.speakers };
    case 'CandidatesNamed':
      return { ...state, options: new Map(event.candidates.map(({ id, text }) => [id, printable(text)])) };
    case 'AgentFailed':
      return { ...state, awaited: without(state.awaited, event.failure.participantId) };
    default:
      return event.__typename === 'DebateEnded' ? { ...state, awaited: [] } : state;
  }
}

const HOLDING: readonly Turn['kind'][] = ['PROPOSAL', 'REVISION', 'VOTE'];

function afterTurn(state: ViewState, { kind, participantId, position, text, openAnswer }: Turn): ViewState {
  // A critique does not change the position of its speaker. An answer in words has no candidate yet.
  const changesPosition = HOLDING.includes(kind) && openAnswer === null;
  const positions = changesPosition ? new Map(state.positions).set(participantId, position) : state.positions;
  return { ...state, positions, awaited: without(state.awaited, participantId), lastText: text };
}

function without(ids: readonly string[], id: string): string[] {
  return ids.filter((other) => other !== id);
}

/** The answer to an open question may be long. */
const MAX_NAME = 60;

/** The name of an option, short enough for one line. */
export function optionName({ options }: ViewState, id: string | null): string {
  return id === null ? 'no option' : shorten(options.get(id) ?? id, MAX_NAME);
}

const COLOURS = ['cyanBright', 'magentaBright', 'yellowBright', 'blueBright', 'greenBright'] as const;

/** The participant's name in its own colour. */
export function participantName(state: ViewState, id: string, { paint }: Page): string {
  return paint(participantColour(state, id), state.participants.get(id) ?? printable(id));
}

export function participantColour({ participants }: ViewState, id: string): (typeof COLOURS)[number] {
  const place = Math.max(0, [...participants.keys()].indexOf(id));
  return COLOURS[place % COLOURS.length] ?? 'cyanBright';
}

/** The number of participants that hold each option: 'SQLite 2 · PostgreSQL 1'. */
export function positionCounts(state: ViewState): string {
  const held = [...state.positions.values()];
  return [...state.options.keys(), null]
    .map((id) => ({ id, holders: held.filter((position) => position === id).length }))
    .filter(({ holders }) => holders > 0)
    .map(({ id, holders }) => `${optionName(state, id)} ${holders}`)
    .join(' · ');
}
