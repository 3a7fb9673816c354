import type { Decision, Evidence } from '../../debates/decision.ts';
import type { Participant } from '../../debates/participant.ts';

/** How a turn cites a piece of evidence: the exact quote with the title of its source, or the title alone. */
export function cite(item: Evidence): string {
  const { quote, title } = item.source;
  return quote === undefined ? `the source ${title}` : `"${quote}" (${title})`;
}

/**
 * The statement of a piece as a clause after its citation: «speaks for SQLite on effort». `it` is the option that the
 * clause calls "it".
 */
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

/**
 * The name of a participant in a turn. A participant with a model may have the name of the model as its label, and no
 * turn may reveal it; such a participant is called "a peer".
 */
export function nameOf(participants: readonly Participant[], id: string): string {
  const participant = participants.find((other) => other.id === id);
  return participant && participant.model === null ? participant.label : 'a peer';
}

/** Makes a sentence of the text: adds a capital at the start, and a full stop where no end mark exists. */
export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?…]$/.test(text) ? '' : '.'}`;
}

/** The size of a lead, with two decimals. */
export function amount(lead: number): string {
  return Math.abs(lead).toFixed(2);
}
