/**
 * Runs an async generator whose waits heed a signal, so that `return()` ends it at once. A plain generator would finish
 * `return()` only after the value it waits for has arrived.
 */
export function stoppable<T>(
  start: (signal: AbortSignal) => AsyncGenerator<T, void, undefined>,
): AsyncGenerator<T, void, undefined> {
  const stop = new AbortController();
  const inner = start(stop.signal);
  const outer: AsyncGenerator<T, void, undefined> = {
    next: () => inner.next(),
    return: () => {
      stop.abort();
      return inner.return();
    },
    throw: (error) => {
      stop.abort();
      return inner.throw(error);
    },
    [Symbol.asyncIterator]: () => outer,
    [Symbol.asyncDispose]: async () => {
      await outer.return();
    },
  };
  return outer;
}
