let last: Promise<void> = Promise.resolve();

/** Resolves in a turn of the event loop that no other caller of this function gets: requests and sockets come in between. */
export function ownTurn(): Promise<void> {
  last = last.then(() => new Promise((resolve) => setImmediate(resolve)));
  return last;
}
