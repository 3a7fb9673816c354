/** Something whoever runs the command can mend: only the message is shown, and the command exits with 1. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
}
