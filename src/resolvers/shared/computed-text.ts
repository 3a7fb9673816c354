import { userError } from '../../domain/shared/errors.ts';
import { type ComputedText, wholeText } from '../../domain/shared/slices.ts';
import type { Context } from '../context.ts';

/** The text, made once for the whole operation and paid by its size. */
export function computedText(text: ComputedText, { work }: Context): Promise<string> {
  // A subscription is counted once, when it begins, and would make the text with every event.
  if (!work)
    throw userError('INVALID_INPUT', `A subscription returns no computed texts. Read it with GET ${text.route}.`);
  return wholeText(text, work);
}
