import type { ServerResponse } from 'node:http';
import { type ExecutionResult, GraphQLError } from 'graphql';

type Results = AsyncGenerator<ExecutionResult, void, void>;

/** One result, as a stream. */
export async function* only(result: ExecutionResult): Results {
  yield result;
}

/** The results, each produced only when the client has read those before. A client that has not within `mostMs` is disconnected. */
export function paced(results: Results, response: ServerResponse, mostMs: number): Results {
  return changed(results, async () => {
    if (response.writableNeedDrain) await drained(response, mostMs);
    return results.next();
  });
}

/** The results, with one last result in place of a thrown error: a stream has no other place for it. */
export function ended(results: Results): Results {
  let hasFailed = false;
  return changed(results, async () => {
    if (hasFailed) return { done: true, value: undefined };
    try {
      return await results.next();
    } catch (error) {
      hasFailed = true;
      const told = new GraphQLError('The subscription failed.', { originalError: error as Error });
      return { done: false, value: { errors: [told] } };
    }
  });
}

function changed(results: Results, next: () => Promise<IteratorResult<ExecutionResult, void>>): Results {
  const outer: Results = {
    next,
    return: () => results.return(),
    throw: (error) => results.throw(error),
    [Symbol.asyncIterator]: () => outer,
    [Symbol.asyncDispose]: async () => {
      await results.return();
    },
  };
  return outer;
}

function drained(response: ServerResponse, mostMs: number): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => response.destroy(), mostMs);
    const done = () => {
      clearTimeout(late);
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.once('drain', done).once('close', done);
  });
}
