import { Unavailable, UserError } from '../domain/shared/errors.ts';
import { CannotStart } from '../infra/cannot-start.ts';
import { ConfigError } from '../infra/config/config-error.ts';

/** Whether the message is for the user of the command and says what to do. */
export function isExpected(error: unknown): error is Error {
  return (
    error instanceof ConfigError ||
    error instanceof CannotStart ||
    error instanceof Unavailable ||
    error instanceof UserError
  );
}
