import type { ExecutionResult } from 'graphql';

type Results = AsyncGenerator<ExecutionResult, void, void>;
export type Answer = Results | ExecutionResult;

/**
 * Who has the ids of one socket. A client may end an operation and begin another under its id before graphql-ws has come
 * round to the end of the first; whatever the first says then, graphql-ws would tell the second.
 */
export class OperationIds {
  /** The newest operation of each id. */
  private readonly newest = new Map<string, object>();
  private readonly most: number;

  /** Remembers at least the `most` that may run at a time. */
  constructor(most: number) {
    this.most = most;
  }

  /** Gives the id to an operation. Answers whether that still has it. */
  take(id: string, running: Readonly<Record<string, unknown>>): () => boolean {
    const operation = {};
    if (this.newest.size > 2 * this.most)
      for (const old of this.newest.keys()) if (!(old in running)) this.newest.delete(old);
    this.newest.set(id, operation);
    return () => this.newest.get(id) === operation;
  }
}

/** What the work answers while the operation has its id, and nothing ever after. */
export async function answerWhile(hasId: () => boolean, work: () => Answer | Promise<Answer>): Promise<Answer> {
  if (!hasId()) return never();
  const answer = await work();
  const isRunning = 'next' in answer;
  if (hasId()) return isRunning ? quietOnceEnded(answer) : answer;
  if (isRunning) void answer.return();
  return never();
}

/** Whatever graphql-ws were told, it would tell the operation that has the id now. */
export function never(): Promise<never> {
  return new Promise(() => {});
}

/** Says nothing any more once it was ended from outside, not even that it has ended. */
function quietOnceEnded(results: Results): Results {
  let isEnded = false;
  const quiet: Results = {
    next: () =>
      new Promise((resolve, reject) => {
        results.next().then(
          (result) => isEnded || resolve(result),
          (error) => isEnded || reject(error),
        );
      }),
    return: () => {
      isEnded = true;
      return results.return();
    },
    throw: (error) => results.throw(error),
    [Symbol.asyncIterator]: () => quiet,
    [Symbol.asyncDispose]: async () => {
      await quiet.return();
    },
  };
  return quiet;
}
