import type { ExecutionResult } from 'graphql';

type Results = AsyncGenerator<ExecutionResult, void, void>;
export type Answer = Results | ExecutionResult;

/** An id that an operation was given. */
export class Hold {
  private readonly ids: OperationIds;
  private readonly id: string;

  constructor(ids: OperationIds, id: string) {
    this.ids = ids;
    this.id = id;
  }

  /** Whether the operation still has it: no other has taken it, and it was not given back. */
  get isHeld(): boolean {
    return this.ids.holderOf(this.id) === this;
  }

  release(): void {
    if (this.isHeld) this.ids.giveBack(this.id);
  }
}

/**
 * Who has the ids of one socket. A client may end an operation and begin another under its id before graphql-ws has come
 * round to the end of the first; whatever the first says then, graphql-ws would tell the second.
 */
export class OperationIds {
  /** undefined while there are none: so it is with most sockets, of which there are thousands. */
  private holds: Map<string, Hold> | undefined;

  /** Gives the id to a new operation. */
  take(id: string): Hold {
    const hold = new Hold(this, id);
    this.holds ??= new Map();
    this.holds.set(id, hold);
    return hold;
  }

  holderOf(id: string): Hold | undefined {
    return this.holds?.get(id);
  }

  giveBack(id: string): void {
    this.holds?.delete(id);
    if (this.holds?.size === 0) this.holds = undefined;
  }
}

/** What the work answers while the operation has its id, and nothing ever after. Gives the id back in the end. */
export async function answerWhileHeld(hold: Hold, work: () => Answer | Promise<Answer>): Promise<Answer> {
  if (!hold.isHeld) return never();
  const answer = await work();
  if (!('next' in answer)) return hold.isHeld ? released(hold, answer) : never();
  if (hold.isHeld) return new QuietOnceEnded(hold, answer);
  // Nobody is left to be told how it went.
  answer.return().catch(() => {});
  return never();
}

/** Whatever graphql-ws were told, it would tell the operation that has the id now. */
export function never(): Promise<never> {
  return new Promise(() => {});
}

/** Says nothing any more once it was ended from outside, not even that it has ended. */
class QuietOnceEnded implements AsyncGenerator<ExecutionResult, void, void> {
  private readonly hold: Hold;
  private readonly results: Results;

  constructor(hold: Hold, results: Results) {
    this.hold = hold;
    this.results = results;
  }

  async next(): Promise<IteratorResult<ExecutionResult, void>> {
    const { hold } = this;
    try {
      const result = await this.results.next();
      if (!hold.isHeld) return never();
      return result.done ? released(hold, result) : result;
    } catch (error) {
      if (!hold.isHeld) return never();
      throw released(hold, error);
    }
  }

  return(): Promise<IteratorResult<ExecutionResult, void>> {
    this.hold.release();
    return this.results.return();
  }

  throw(error: unknown): Promise<IteratorResult<ExecutionResult, void>> {
    this.hold.release();
    return this.results.throw(error);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }
}

function released<T>(hold: Hold, answer: T): T {
  hold.release();
  return answer;
}
