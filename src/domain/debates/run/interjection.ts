import { userError } from '../../shared/errors.ts';
import { faultOfText } from '../../shared/text/names.ts';
import type { TurnKind } from '../turn.ts';

/** A person's message to the debaters. `at` is an ISO 8601 time. */
export interface Interjection {
  readonly text: string;
  readonly by: string;
  /** The last phase before the message. */
  readonly kind: TurnKind;
  readonly round: number;
  readonly at: string;
}

const MAX_LENGTH = 4_000;

/** Returns the message of a person to the debaters if it is allowed. Throws a `UserError` that names the field. */
export function checkInterjection(text: string, field: string): string {
  if (text.trim().length > 0 && text.length <= MAX_LENGTH && faultOfText(text) === undefined) return text;
  throw userError('INVALID_INPUT', `${field}: write 1 to ${MAX_LENGTH} characters.`, [field]);
}
