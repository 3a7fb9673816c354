import type { Evidence } from '../../debates/decision.ts';
import type { TurnRequest } from '../../debates/run/turn-request.ts';
import { criterionLabel, optionLabel } from '../deliberator/citation.ts';
import { knownTo } from '../deliberator/knowledge.ts';
import { hasLetters, letterOf } from '../turns/option-named.ts';
import type { Part } from './quoted.ts';

/** Maximum number of characters of evidence in a prompt. */
const MAX_EVIDENCE = 12_000;

/** The question with all options, criteria and evidence of its author. */
export function questionParts(ask: TurnRequest): readonly Part[] {
  return [`The question:\n${ask.decision.task}`, ...optionParts(ask), ...criteriaParts(ask), ...evidenceParts(ask)];
}

/** The options. Candidates of an open question are text of debaters, so they are quoted. */
export function optionParts({ decision: { options }, isOpen }: TurnRequest): readonly Part[] {
  if (isOpen) return options.map(({ id, label }) => ({ heading: `Candidate answer with the id ${id}`, quote: label }));
  if (options.length === 0) return [];
  const letters = hasLetters(options);
  const lines = options.map(({ id, label }, at) => `${letters ? `${letterOf(at)}. ` : '- '}${label} (id: ${id})`);
  return [`The options:\n${lines.join('\n')}`];
}

/**
 * Messages of people who follow the debate. They may name what matters, but must not set the form of an answer, so they
 * are quoted.
 */
export function interjectionParts({ interjections }: TurnRequest): readonly Part[] {
  return interjections.map(({ text }) => ({
    heading: 'A person who follows the debate says to all debaters',
    quote: text,
  }));
}

/** The decision's own evidence that the participant knows. Arguments stated by debaters appear in their own turns. */
export function ownEvidence(ask: TurnRequest): readonly Evidence[] {
  const known = knownTo(ask.decision, ask.participantId, ask.heard);
  return ask.decision.evidence.filter((item) => known.has(item.id) && item.statedBy === undefined);
}

function criteriaParts({ decision: { criteria } }: TurnRequest): readonly Part[] {
  const lines = criteria.map(({ id, label, question }) => `- ${label} (id: ${id}): ${question}`);
  return lines.length > 0 ? [`What to judge by:\n${lines.join('\n')}`] : [];
}

function evidenceParts(ask: TurnRequest): readonly Part[] {
  const evidence = ownEvidence(ask);
  const parts = evidence.map((item) => ({ heading: headingOf(ask, item), quote: wordsOf(item) }));
  let length = 0;
  const shown = parts.filter(({ heading, quote }) => {
    length += heading.length + quote.length;
    return length <= MAX_EVIDENCE;
  });
  const cut = parts.length - shown.length;
  return cut > 0 ? [...shown, `${cut} of ${parts.length} pieces of evidence are left out here for length.`] : shown;
}

function headingOf({ decision }: TurnRequest, item: Evidence): string {
  const about = `${item.stance} ${optionLabel(decision, item.option)} on ${criterionLabel(decision, item.criterion)}`;
  return `Evidence with the id ${item.id}, ${about}, strength ${item.strength}`;
}

function wordsOf({ source }: Evidence): string {
  const place = source.url ?? source.document ?? '';
  return source.quote === undefined ? `${source.title}, ${place}` : `"${source.quote}"\n${source.title}, ${place}`;
}
