import { userError } from './errors.ts';
import { faultOfText } from './text/names.ts';

const MAX_LENGTH = 500;

/**
 * Throws a `UserError` (INVALID_INPUT) for a text to search for that is too long, or that no stored text can contain. `field`
 * is its path, such as `filter.text`.
 */
export function checkSearched(field: string, text: string): void {
  const path = field.split('.');
  if (text.length > MAX_LENGTH)
    throw userError('INVALID_INPUT', `${field}: write at most ${MAX_LENGTH} characters.`, path);
  const fault = faultOfText(text);
  if (fault !== undefined) throw userError('INVALID_INPUT', `${field}: ${fault}`, path);
}
