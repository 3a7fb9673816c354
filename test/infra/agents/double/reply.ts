/** Something to send: bytes, or a pause in milliseconds. */
export type Step = string | Buffer | { readonly pauseMs: number };

/** One answer of the double to one request. */
export interface Reply {
  readonly status?: number;
  /** Without a content type the answer is a stream of events. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The body, sent as fast as the caller reads it. It may be endless. */
  readonly body: () => Iterable<Step>;
  /** What follows the body: a proper end, a broken connection, or nothing until the caller lets go. */
  readonly after: 'END' | 'CUT' | 'NOTHING';
}

export function stream(...steps: readonly Step[]): Reply {
  return { body: () => steps, after: 'END' };
}

/** The body follows, and then nothing: the connection stays open. */
export function leftOpen(...steps: readonly Step[]): Reply {
  return { body: () => steps, after: 'NOTHING' };
}

export function endless(body: () => Iterable<Step>): Reply {
  return { body, after: 'NOTHING' };
}

/** A body in one piece. */
export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: () => [text], after: 'END' };
}
