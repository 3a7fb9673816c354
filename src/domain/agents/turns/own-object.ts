import { canonical, storable } from '../../shared/json.ts';
import { type FoundObject, objectsIn } from './loose-objects.ts';

/** The object of a text that counts: undefined when there is none; 'SEVERAL' when more than one could count. */
export type OwnObject = FoundObject | 'SEVERAL' | undefined;

/**
 * The model's own object in a text. An object that is the whole text, with or without a code fence, is its own. An
 * object with other text around it is its own only if the prompt did not contain it: otherwise it is a quotation, which
 * must never count as an answer. `isAnswer` tells whether an object has the requested form.
 */
export function ownObject(text: string, shown: string, isAnswer: (value: FoundObject['value']) => boolean): OwnObject {
  const found = objectsIn(text);
  const [first] = found;
  if (first && first.source === withoutFence(text)) return first;
  const seen = squeezed(shown);
  const own = found.filter(({ source }) => !seen.includes(squeezed(source)));
  const answers = distinct(own.filter(({ value }) => isAnswer(value)));
  if (answers.length > 1) return 'SEVERAL';
  return answers[0] ?? (distinct(own).length === 1 ? own[0] : undefined);
}

/** Models repeat an answer, fenced or with its keys in another order: the same value is one. */
function distinct(found: readonly FoundObject[]): readonly FoundObject[] {
  return [...new Map(found.map((one) => [canonical(storable(one.value)), one])).values()];
}

function withoutFence(text: string): string {
  const fenced = /^```[\w-]*\n([\s\S]*)\n```$/.exec(text.trim());
  return (fenced?.[1] ?? text).trim();
}

/** Removes white space, so that a quotation with other line breaks is still recognised. */
function squeezed(text: string): string {
  return text.replace(/\s+/g, '');
}
