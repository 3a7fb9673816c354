import type { Page } from '../terminal/page.ts';
import { printable, shorten } from '../terminal/text.ts';
import type { DebateEvent, Turn } from './debate-event.ts';

/** What the view must know of the events so far to show the next one. */
export interface Scene {
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

export function sceneOf(debate: { options: readonly Labelled[]; participants: readonly Labelled[] }): Scene {
  const labels = (items: readonly Labelled[]) => new Map(items.map(({ id, label }) => [id, printable(label)]));
  const [options, participants] = [labels(debate.options), labels(debate.participants)];
  return { options, participants, positions: new Map(), awaited: [], lastText: '' };
}

/** The scene after the event. */
export function sceneAfter(scene: Scene, event: DebateEvent): Scene {
  if ('turn' in event) return afterTurn(scene, event.turn);
  switch (event.__typename) {
    case 'DebateStarted':
      return sceneOf(event);
    case 'PhaseStarted':
      return { ...scene, awaited: event.speakers };
    case 'CandidatesNamed':
      return { ...scene, options: new Map(event.candidates.map(({ id, text }) => [id, printable(text)])) };
    case 'AgentFailed':
      return { ...scene, awaited: without(scene.awaited, event.failure.participantId) };
    default:
      return event.__typename === 'DebateEnded' ? { ...scene, awaited: [] } : scene;
  }
}

const HOLDING: readonly Turn['kind'][] = ['PROPOSAL', 'REVISION', 'VOTE'];

function afterTurn(scene: Scene, { kind, participantId, position, text, openAnswer }: Turn): Scene {
  // A critique does not change the position of its speaker. An answer in words has no candidate yet.
  const changesPosition = HOLDING.includes(kind) && openAnswer === null;
  const positions = changesPosition ? new Map(scene.positions).set(participantId, position) : scene.positions;
  return { ...scene, positions, awaited: without(scene.awaited, participantId), lastText: text };
}

function without(ids: readonly string[], id: string): string[] {
  return ids.filter((other) => other !== id);
}

/** The answer to an open question may be long. */
const MAX_NAME = 60;

/** The name of an option, short enough for one line. */
export function optionName({ options }: Scene, id: string | null): string {
  return id === null ? 'no option' : shorten(options.get(id) ?? id, MAX_NAME);
}

const COLOURS = ['cyanBright', 'magentaBright', 'yellowBright', 'blueBright', 'greenBright'] as const;

/** The participant's name in its own colour. */
export function participantName(scene: Scene, id: string, { paint }: Page): string {
  return paint(participantColour(scene, id), scene.participants.get(id) ?? printable(id));
}

export function participantColour({ participants }: Scene, id: string): (typeof COLOURS)[number] {
  const place = Math.max(0, [...participants.keys()].indexOf(id));
  return COLOURS[place % COLOURS.length] ?? 'cyanBright';
}

/** The number of participants that hold each option: 'SQLite 2 · PostgreSQL 1'. */
export function positionCounts(scene: Scene): string {
  const held = [...scene.positions.values()];
  return [...scene.options.keys(), null]
    .map((id) => ({ id, holders: held.filter((position) => position === id).length }))
    .filter(({ holders }) => holders > 0)
    .map(({ id, holders }) => `${optionName(scene, id)} ${holders}`)
    .join(' · ');
}
