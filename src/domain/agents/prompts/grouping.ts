import type { TurnRequest } from '../../debates/run/turn-request.ts';
import { optionParts } from './question.ts';
import type { Part } from './quoted.ts';

/** The answers to group, numbered from 0, beside the existing candidates. */
export function groupingParts(ask: TurnRequest): readonly Part[] {
  return [
    `The question that was asked:\n${ask.decision.task}`,
    ...optionParts({ ...ask, isOpen: true }),
    ...ask.ungrouped.map((quote, at) => ({ heading: `Answer ${at}`, quote })),
    'Put every answer into exactly one group. Answers belong together when they say the same in answer to the question, however they word it and whatever they add; they do not when one could be right and the other wrong.',
  ];
}
