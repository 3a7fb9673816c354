import type { Decision, Evidence } from '../../debates/decision.ts';
import type { Participant } from '../../debates/participant.ts';

/** A piece of evidence as it is named in a turn: the exact words in quote marks with their source, or the source. */
export function cite(item: Evidence): string {
  const { quote, title } = item.source;
  return quote === undefined ? `the source ${title}` : `"${quote}" (${title})`;
}

/** What a piece says, as a clause after its name: «speaks for SQLite on effort», or «for it» when SQLite is meant. */
export function says(decision: Decision, item: Evidence, it: string | null = null): string {
  const about = item.option === it ? 'it' : optionLabel(decision, item.option);
  return `speaks ${item.stance} ${about} on ${criterionLabel(decision, item.criterion)}`;
}

export function optionLabel(decision: Decision, id: string): string {
  return decision.options.find((option) => option.id === id)?.label ?? id;
}

export function criterionLabel(decision: Decision, id: string): string {
  return decision.criteria.find((criterion) => criterion.id === id)?.label ?? id;
}

/** How a turn calls a participant. One that a model answers for may bear its name, which no turn repeats. */
export function nameOf(participants: readonly Participant[], id: string): string {
  const participant = participants.find((other) => other.id === id);
  return participant && participant.model === null ? participant.label : 'a peer';
}

/** The text as a sentence: a capital first, unless it begins with a quote, and a full stop where none is. */
export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?…]$/.test(text) ? '' : '.'}`;
}

/** A lead, with two decimals. */
export function amount(lead: number): string {
  return Math.abs(lead).toFixed(2);
}
