import type { SeenCall } from '../../../support/providers/openai-server.ts';

interface Waiting {
  readonly model: string;
  readonly go: () => void;
}

/**
 * Lets one answer out at a time, in the order of the speakers, and the next one only when the one before is stored: so what
 * is said at once is stored in the same order, whoever is asked first.
 */
export class TurnGate {
  private readonly order: readonly string[];
  private readonly stored = new Map<string, number>();
  private waiting: Waiting[] = [];
  private answering: string | null = null;

  constructor(order: readonly string[]) {
    this.order = order;
  }

  /** Resolves when this call is to be answered, or when its caller has hung up. */
  async pass(call: SeenCall): Promise<void> {
    const turn = Promise.withResolvers<void>();
    const waiting = { model: call.model, go: turn.resolve };
    this.waiting.push(waiting);
    this.release();
    await Promise.race([turn.promise, call.over]);
    this.waiting = this.waiting.filter((one) => one !== waiting);
  }

  /** A step has been stored: the answer that was let out, if there was one. */
  stepStored(): void {
    if (this.answering === null) return;
    this.stored.set(this.answering, this.timesOf(this.answering) + 1);
    this.answering = null;
    this.release();
  }

  /** Whoever asked is gone, and so is the answer that was let out and not stored. */
  lost(): void {
    this.answering = null;
    this.waiting = [];
  }

  private release(): void {
    if (this.answering !== null) return;
    const next = this.waiting.find(({ model }) => this.isDue(model));
    if (!next) return;
    this.waiting = this.waiting.filter((one) => one !== next);
    this.answering = next.model;
    next.go();
  }

  /** All who speak before it have spoken once more than it has. */
  private isDue(model: string): boolean {
    const before = this.order.slice(0, Math.max(0, this.order.indexOf(model)));
    return before.every((other) => this.timesOf(other) > this.timesOf(model));
  }

  private timesOf(model: string): number {
    return this.stored.get(model) ?? 0;
  }
}
