/** Something outside keeps the server from starting. The message says what, and what to do. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}
