import type { ExecutionResult } from 'graphql';

type Results = AsyncGenerator<ExecutionResult, void, void>;
export type Outcome = Results | ExecutionResult;

/** An operation's hold on its id. */
export class Hold {
  private readonly ids: OperationIds;
  private readonly id: string;

  constructor(ids: OperationIds, id: string) {
    this.ids = ids;
    this.id = id;
  }

  /** Whether the operation still has the id: no other has taken it, and it was not released. */
  get isHeld(): boolean {
    return this.ids.holderOf(this.id) === this;
  }

  release(): void {
    if (this.isHeld) this.ids.release(this.id);
  }
}

/**
 * The holders of the ids of one socket. A client may end an operation and begin another under the same id before graphql-ws
 * has handled the end of the first. graphql-ws would then send results of the first as results of the second.
 */
export class OperationIds {
  /** undefined while there are none, as for most of thousands of sockets. */
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

  release(id: string): void {
    this.holds?.delete(id);
    if (this.holds?.size === 0) this.holds = undefined;
  }
}

/** The outcome of the work while the operation has its id, and nothing afterwards. Releases the id at the end. */
export async function outcomeWhileHeld(hold: Hold, work: () => Outcome | Promise<Outcome>): Promise<Outcome> {
  if (!hold.isHeld) return never();
  const outcome = await work();
  if (!('next' in outcome)) return hold.isHeld ? released(hold, outcome) : never();
  if (hold.isHeld) return new QuietOnceEnded(hold, outcome);
  // Its client has gone.
  outcome.return().catch(() => {});
  return never();
}

/** Never resolves: graphql-ws would send anything else under the id, which another operation may have now. */
export function never(): Promise<never> {
  return new Promise(() => {});
}

/** Yields nothing once it was ended from outside, not even its end. */
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

function released<T>(hold: Hold, value: T): T {
  hold.release();
  return value;
}
