import { z } from 'zod';
import type { TurnRequest } from '../../debates/run/turn-request.ts';
import type { StatedArgument } from '../../debates/turn.ts';
import { type AnswerKey, NUMBER, objectOf, oneOf, orNull, share, TEXT, words } from './answer-keys.ts';
import { optionNamed } from './option-named.ts';

/** Maximum number of arguments kept of one turn. */
const MAX_ARGUMENTS = 6;

const shape = z.object({
  option: words,
  stance: words,
  criterion: words,
  strength: share,
  source: words,
  text: words,
});

/** The key under which the model states arguments beside its prose. */
export function argumentsKey({ decision: { options, criteria }, isOpen }: TurnRequest): AnswerKey {
  const ids = options.map(({ id }) => id);
  const named = criteria.map(({ id }) => id).join(', ');
  const item = objectOf({
    option: isOpen ? orNull(TEXT) : oneOf(ids),
    stance: oneOf(['for', 'against']),
    criterion: TEXT,
    strength: NUMBER,
    source: orNull(TEXT),
    text: TEXT,
  });
  return {
    schema: { type: 'array', items: item },
    meaning:
      `the arguments your text rests on, ${MAX_ARGUMENTS} at most, each an object with the keys "option" ` +
      `(the id it speaks about${isOpen ? '; null for your own answer in words' : ''}), "stance" ("for" or "against"), ` +
      `"criterion" (${named ? `one of ${named}, or words where none fits` : 'what it bears on, in a word or two'}), ` +
      '"strength" (0 to 1), "source" (where it comes from; null when you can name nothing), "text" (one sentence)',
  };
}

/**
 * The valid arguments of an answer; the others are dropped, also those about an unknown option. `hasOwnAnswer` tells
 * whether the same answer contains an answer in words; an argument without an option is then about that answer.
 */
export function readArguments(value: unknown, ask: TurnRequest, hasOwnAnswer: boolean): readonly StatedArgument[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item) => argumentOf(item, ask, hasOwnAnswer) ?? []).slice(0, MAX_ARGUMENTS);
}

function argumentOf(value: unknown, ask: TurnRequest, hasOwnAnswer: boolean): StatedArgument | null {
  const { data } = shape.safeParse(value);
  const stance = data?.stance?.toLowerCase();
  if (!data?.text || (stance !== 'for' && stance !== 'against')) return null;
  const option = data.option === null ? null : optionNamed(ask, data.option);
  if (option === null && (data.option !== null || !hasOwnAnswer)) return null;
  const same = (text: string) => text.toLowerCase() === data.criterion?.toLowerCase();
  const criterion =
    ask.decision.criteria.find(({ id, label }) => same(id) || same(label))?.id ?? data.criterion ?? 'merit';
  return { option, stance, criterion, strength: data.strength ?? 0.5, source: data.source, text: data.text };
}
