import { type Attempt, type Spending, spendingOf } from '../../shared/call.ts';
import type { Limits } from '../protocol.ts';
import type { TurnRequest } from './turn-request.ts';

/** The spending of a debate against its limits, with the calls of turns that are not stored yet. */
export class Spent {
  private readonly limits: Limits;
  private readonly stored: () => Spending;
  private readonly open = new Map<TurnRequest, Attempt[]>();

  constructor(limits: Limits, stored: () => Spending) {
    this.limits = limits;
    this.stored = stored;
  }

  /** Whether the limit of cost or of tokens is reached. Calls of unknown price count by their tokens alone. */
  get isOver(): boolean {
    const { maxCostUsd, maxTokens } = this.limits;
    const [stored, inWork] = [this.stored(), spendingOf([...this.open.values()].flat())];
    const tokens = stored.inputTokens + stored.outputTokens + inWork.inputTokens + inWork.outputTokens;
    if (maxTokens !== null && tokens >= maxTokens) return true;
    return maxCostUsd !== null && stored.knownCostUsd + inWork.knownCostUsd >= maxCostUsd;
  }

  /** The attempts so far of each turn that is not stored yet. */
  get inWork(): ReadonlyMap<TurnRequest, readonly Attempt[]> {
    return this.open;
  }

  add(request: TurnRequest, attempt: Attempt): void {
    this.open.set(request, [...(this.open.get(request) ?? []), attempt]);
  }

  /** The turn has been stored with its attempts. */
  settle(request: TurnRequest): void {
    this.open.delete(request);
  }
}
