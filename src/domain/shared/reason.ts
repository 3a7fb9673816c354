import { userError } from './errors.ts';
import { faultOfText } from './text/names.ts';

const MAX_LENGTH = 500;

/**
 * The reason for an action that cannot be undone; undefined without one. Throws a `UserError` unless it has 1 to 500
 * characters.
 */
export function checkReason(reason: string | null | undefined): string | undefined {
  if (reason == null) return undefined;
  if (reason.trim().length > 0 && reason.length <= MAX_LENGTH && faultOfText(reason) === undefined) return reason;
  throw userError('INVALID_INPUT', `reason: write 1 to ${MAX_LENGTH} characters, or leave it out.`, ['reason']);
}
