import { type Attempt, type Spending, spendingOf } from '../shared/call.ts';
import type { Limits } from './protocol.ts';

/** What a debate has spent, calls of turns that are still in work included, against its limits. */
export class Spent {
  private readonly limits: Limits;
  private readonly stored: () => Spending;
  private inWork: readonly Attempt[] = [];

  constructor(limits: Limits, stored: () => Spending) {
    this.limits = limits;
    this.stored = stored;
  }

  /** Whether the limit of cost or of tokens is reached. Calls of unknown price count by their tokens alone. */
  get isOver(): boolean {
    const { maxCostUsd, maxTokens } = this.limits;
    const [stored, inWork] = [this.stored(), spendingOf(this.inWork)];
    const tokens = stored.inputTokens + stored.outputTokens + inWork.inputTokens + inWork.outputTokens;
    if (maxTokens !== null && tokens >= maxTokens) return true;
    return maxCostUsd !== null && stored.knownCostUsd + inWork.knownCostUsd >= maxCostUsd;
  }

  add(attempt: Attempt): void {
    this.inWork = [...this.inWork, attempt];
  }

  /** The attempts have been stored with their turn. */
  settle(attempts: readonly Attempt[]): void {
    this.inWork = this.inWork.filter((one) => !attempts.includes(one));
  }
}
