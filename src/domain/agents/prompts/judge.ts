import type { Option } from '../../debates/decision.ts';
import type { TurnRequest } from '../../debates/run/turn-request.ts';
import { representatives, wordsOf } from './peers.ts';
import { interjectionParts, questionParts } from './question.ts';
import type { Part } from './quoted.ts';

/**
 * The options that the judge chooses from: the options that debaters hold, or all options when fewer than two are held.
 */
export function judgedOptions(ask: TurnRequest): readonly Option[] {
  const held = new Set(representatives(ask).map(({ position }) => position));
  const candidates = ask.decision.options.filter(({ id }) => held.has(id));
  return candidates.length > 1 ? candidates : ask.decision.options;
}

/**
 * The candidates for the judge in the order of the decision, in its second turn in reverse order. The texts are the
 * same in both turns.
 */
export function judgeParts(ask: TurnRequest): readonly Part[] {
  const options = judgedOptions(ask);
  const ordered = ask.round === 2 ? options.toReversed() : options;
  const question = { ...ask, decision: { ...ask.decision, options: [] } };
  return [
    ...questionParts(question),
    ...ordered.flatMap((option) => candidateParts(ask, option)),
    ...interjectionParts(ask),
    'Choose the one candidate that is right, or best supported. There is no tie: weigh the arguments and decide.',
  ];
}

function candidateParts(ask: TurnRequest, { id, label }: Option): readonly Part[] {
  const turn = representatives(ask).find(({ position }) => position === id);
  const name: Part = ask.isOpen ? { heading: `Candidate ${id}`, quote: label } : `Candidate ${id}: ${label}`;
  return turn ? [name, { heading: `What is said for ${id}`, quote: wordsOf(turn) }] : [name];
}
