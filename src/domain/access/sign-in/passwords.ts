import { type UserError, userError } from '../../shared/errors.ts';
import { faultOfText } from '../../shared/text/names.ts';

const MIN_LENGTH = 12;
const MAX_LENGTH = 128;
const COMMON = ['password', 'passwort', '123456789', 'qwertyuiop', 'letmein', 'aragora', 'changeme'];

/** Throws a `UserError` (INVALID_INPUT) for a weak password. Length counts, not kinds of characters. */
export function checkPassword(password: string, about: readonly string[], field: readonly string[]): void {
  const reason = weakness(password, about);
  if (reason !== undefined) throw userError('INVALID_INPUT', `${field.at(-1)}: ${reason}`, field);
}

/** The refusal for a signed-in user. Unlike at a sign-in, the account is known. */
export function wrongPassword(field: string): UserError {
  return userError('SIGN_IN_REFUSED', 'The password is wrong. Check it, or have an administrator reset it.', [field]);
}

function weakness(password: string, about: readonly string[]): string | undefined {
  const length = [...password].length;
  if (length < MIN_LENGTH || length > MAX_LENGTH) return `Write ${MIN_LENGTH} to ${MAX_LENGTH} characters.`;
  const fault = faultOfText(password);
  if (fault !== undefined) return fault;
  const plain = password.toLowerCase();
  if (new Set(plain).size < 5) return 'Use more different characters.';
  const known = [...COMMON, ...about].filter((word) => word.length >= 4);
  const rest = known.reduce((left, word) => left.replaceAll(word.toLowerCase(), ''), plain);
  return [...rest].length < MIN_LENGTH / 2
    ? 'It is too easy to guess. Add words that have nothing to do with you.'
    : undefined;
}
