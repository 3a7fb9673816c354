import type { ExecutionResult } from 'graphql';

type Results = AsyncGenerator<ExecutionResult, void, void>;
export type Answer = Results | ExecutionResult;

/** An id that an operation was given. */
export interface Hold {
  /** Whether the operation still has it: no other has taken it, and it was not given back. */
  readonly isHeld: boolean;
  release(): void;
}

/**
 * Who has the ids of one socket. A client may end an operation and begin another under its id before graphql-ws has come
 * round to the end of the first; whatever the first says then, graphql-ws would tell the second.
 */
export class OperationIds {
  private readonly holds = new Map<string, Hold>();

  /** Gives the id to a new operation. */
  take(id: string): Hold {
    const { holds } = this;
    const hold: Hold = {
      get isHeld() {
        return holds.get(id) === hold;
      },
      release: () => {
        if (hold.isHeld) holds.delete(id);
      },
    };
    holds.set(id, hold);
    return hold;
  }
}

/** What the work answers while the operation has its id, and nothing ever after. Gives the id back in the end. */
export async function answerWhileHeld(hold: Hold, work: () => Answer | Promise<Answer>): Promise<Answer> {
  if (!hold.isHeld) return never();
  const answer = await work();
  if (!('next' in answer)) return hold.isHeld ? released(hold, answer) : never();
  if (hold.isHeld) return quietOnceEnded(hold, answer);
  // Nobody is left to be told how it went.
  answer.return().catch(() => {});
  return never();
}

/** Whatever graphql-ws were told, it would tell the operation that has the id now. */
export function never(): Promise<never> {
  return new Promise(() => {});
}

/** Says nothing any more once it was ended from outside, not even that it has ended. */
function quietOnceEnded(hold: Hold, results: Results): Results {
  const next = async () => {
    try {
      const result = await results.next();
      if (!hold.isHeld) return never();
      return result.done ? released(hold, result) : result;
    } catch (error) {
      if (!hold.isHeld) return never();
      throw released(hold, error);
    }
  };
  const quiet: Results = {
    next,
    return: () => {
      hold.release();
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

function released<T>(hold: Hold, answer: T): T {
  hold.release();
  return answer;
}
