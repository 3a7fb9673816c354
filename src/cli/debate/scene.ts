import type { Page } from '../terminal/page.ts';
import { printable, shorten } from '../terminal/text.ts';
import type { DebateEvent, Turn } from './debate-event.ts';

/** What a viewer has to remember of the events so far to understand the next one. */
export interface Scene {
  /** Labels by id, in the order of the debate. */
  readonly options: ReadonlyMap<string, string>;
  readonly participants: ReadonlyMap<string, string>;
  /** The option each participant holds, by their ids. */
  readonly positions: ReadonlyMap<string, string | null>;
  /** Who is asked and has not answered yet. */
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

/** The scene once the event has happened. */
export function sceneAfter(scene: Scene, event: DebateEvent): Scene {
  if ('turn' in event) return heard(scene, event.turn);
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

function heard(scene: Scene, { kind, participantId, position, text, openAnswer }: Turn): Scene {
  // A critique tells nothing new about what its speaker holds, and an answer in words has no place yet.
  const tells = HOLDING.includes(kind) && openAnswer === null;
  const positions = tells ? new Map(scene.positions).set(participantId, position) : scene.positions;
  return { ...scene, positions, awaited: without(scene.awaited, participantId), lastText: text };
}

function without(ids: readonly string[], id: string): string[] {
  return ids.filter((other) => other !== id);
}

/** The answer to an open question may be a long one. */
const MAX_NAME = 60;

/** What to call an option where there is one line for it. */
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

/** How many hold which option at present: 'SQLite 2 · PostgreSQL 1'. */
export function standing(scene: Scene): string {
  const held = [...scene.positions.values()];
  return [...scene.options.keys(), null]
    .map((id) => ({ id, holders: held.filter((position) => position === id).length }))
    .filter(({ holders }) => holders > 0)
    .map(({ id, holders }) => `${optionName(scene, id)} ${holders}`)
    .join(' · ');
}
