import { inAnswer, type Listed, listed, omittedOf } from './complaints.ts';
import { shownValue } from './text/shown-value.ts';

/** Codes of user errors. Clients branch on them, so a code never changes its meaning. */
export type UserErrorCode =
  | 'INVALID_INPUT'
  | 'BAD_CURSOR'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'QUOTA_EXCEEDED'
  | 'SIGN_IN_REFUSED'
  | 'TOO_MANY_ATTEMPTS'
  | 'MFA_CODE_REQUIRED'
  | 'STEP_UP_REQUIRED'
  | 'IDEMPOTENCY_MISMATCH';

/** One mistake: its code, the path of the input it concerns, and a sentence that says what to do. */
export interface UserErrorDetail {
  readonly code: UserErrorCode;
  readonly field: readonly string[];
  readonly message: string;
}

/** Mistakes of the caller, at most 50 at once. Mutations return them as `userErrors`. */
export class UserError extends Error {
  override readonly name = 'UserError';
  /** What an answer lists. Of more than 50 mistakes the last says how many are left out. */
  readonly details: readonly UserErrorDetail[];
  /** The mistakes themselves, to be listed with others. */
  readonly mistakes: Listed<UserErrorDetail>;

  /** `more`: mistakes that are not in the list. */
  constructor(details: readonly UserErrorDetail[], more = 0) {
    const mistakes = listed(
      details.map((detail) => () => detail),
      more,
    );
    const rest = (message: string): UserErrorDetail => ({ code: 'INVALID_INPUT', field: [], message });
    const shown = inAnswer(mistakes, rest);
    super(shown.map(({ message }) => message).join(' '));
    this.mistakes = mistakes;
    this.details = shown;
  }

  /** The number of mistakes that are left out of `details`. */
  get omitted(): number {
    return omittedOf(this.mistakes);
  }
}

/** Something the server needs is unavailable at the moment; the caller may try again. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}

/** Work was stopped from outside; it can resume from its stored state. */
export class Interrupted extends Error {
  override readonly name: string = 'Interrupted';
}

/** Another holder has taken over the run: stop at once and write nothing more. */
export class LeaseLost extends Interrupted {
  override readonly name = 'LeaseLost';
}

export function userError(code: UserErrorCode, message: string, field: readonly string[] = []): UserError {
  return new UserError([{ code, field, message }]);
}

/** The same error for an object that does not exist and for an object that the caller may not see. */
export function notFound(id: string, field: readonly string[] = ['id']): UserError {
  const shown = shownValue(id).trim() || 'object without an id';
  return userError('NOT_FOUND', `There is no ${shown} here. Check the id; deleted things are not found either.`, field);
}
