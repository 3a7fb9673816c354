import type { Followed, SharedEvent } from '../../domain/events/shared-stream.ts';

/** Maps the events of a stream, also those of its shared stream. */
export function mapFollowed<T, U>(followed: Followed<T>, change: (value: T) => U): Followed<U> {
  const { shared } = followed;
  const changed = (event: SharedEvent<T>): SharedEvent<U> => ({ ...event, value: () => change(event.value()) });
  return Object.assign(mapAsync(followed, change), {
    shared: {
      ...shared,
      read: async (after: number, limit: number) => (await shared.read(after, limit)).map(changed),
      last: async () => {
        const last = await shared.last();
        return last && changed(last);
      },
    },
  });
}

/** Maps the values of a generator. `return` and `throw` reach the inner generator at once. */
export function mapAsync<T, U>(inner: AsyncGenerator<T, void, undefined>, change: (value: T) => U): AsyncGenerator<U> {
  const mapped = async (result: Promise<IteratorResult<T, void>>): Promise<IteratorResult<U, void>> => {
    const { done, value } = await result;
    if (done) return { done: true, value: undefined };
    try {
      return { done: false, value: change(value) };
    } catch (error) {
      // The reader treats an error as the end and does not call `return`.
      await inner.return();
      throw error;
    }
  };
  const outer: AsyncGenerator<U, void, undefined> = {
    next: () => mapped(inner.next()),
    return: () => mapped(inner.return()),
    throw: (error) => mapped(inner.throw(error)),
    [Symbol.asyncIterator]: () => outer,
    [Symbol.asyncDispose]: async () => {
      await inner.return();
    },
  };
  return outer;
}
