/** An external cause prevents the start of the server. The message says what it is, and what to do. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
}
