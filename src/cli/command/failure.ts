/** A failure that the user can fix: the command shows only the message and exits with 1. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
}
