import { z } from 'zod';
import type { TurnRequest } from '../../debates/run/turn-request.ts';
import { judgedOptions } from '../prompts/judge.ts';
import { type AnswerKeys, oneOf, prose, readKeys, TEXT } from './answer-keys.ts';
import { BARE_DRAFT, type Draft } from './draft.ts';
import { optionCalled } from './option-named.ts';

const shape = z.object({
  text: prose,
  position: z.union([z.string(), z.number().transform(String)], 'Write an id here.'),
});

/** The keys of a judgement. */
export function judgeKeys(ask: TurnRequest): AnswerKeys {
  // Sorted, so that the form is the same for both orders of the candidates.
  const ids = idsOf(ask);
  return {
    text: { schema: TEXT, meaning: 'your reasons, in plain sentences' },
    position: { schema: oneOf(ids), meaning: `the id of your choice: ${ids.join(', ')}` },
  };
}

/** Reads a judgement, which names one of the candidates. Throws an Error that says what to write instead. */
export function readJudgement(text: string, shown: string, ask: TurnRequest): Draft {
  const read = readKeys(text, shown, shape);
  const position = optionCalled(judgedOptions(ask), read.position);
  if (position !== null) return { ...BARE_DRAFT, text: read.text, position, reason: read.text };
  const wrong = JSON.stringify(read.position.slice(0, 60));
  throw new Error(`position: write one of ${idsOf(ask).join(', ')} instead of ${wrong}.`);
}

function idsOf(ask: TurnRequest): readonly string[] {
  return judgedOptions(ask)
    .map(({ id }) => id)
    .toSorted();
}
