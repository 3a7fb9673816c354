import type { SeenCall } from '../../../support/providers/openai-server.ts';

interface Waiting {
  readonly model: string;
  readonly go: () => void;
}

/**
 * Releases one answer at a time, in the order of the speakers, and waits until it is stored. So concurrent turns are stored in
 * the same order, for any order of the calls.
 */
export class TurnGate {
  private readonly order: readonly string[];
  private readonly stored = new Map<string, number>();
  private waiting: Waiting[] = [];
  private answering: string | null = null;

  constructor(order: readonly string[]) {
    this.order = order;
  }

  /** Resolves when this call may be answered, or when its caller has disconnected. */
  async pass(call: SeenCall): Promise<void> {
    const turn = Promise.withResolvers<void>();
    const waiting = { model: call.model, go: turn.resolve };
    this.waiting.push(waiting);
    this.release();
    await Promise.race([turn.promise, call.over]);
    this.waiting = this.waiting.filter((one) => one !== waiting);
  }

  /** A step was stored. It contains the released answer, if there was one. */
  stepStored(): void {
    if (this.answering === null) return;
    this.stored.set(this.answering, this.timesOf(this.answering) + 1);
    this.answering = null;
    this.release();
  }

  /** The caller has crashed. Its released answer was not stored and is lost. */
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

  /** Whether all speakers before this one have answered once more than it has. */
  private isDue(model: string): boolean {
    const before = this.order.slice(0, Math.max(0, this.order.indexOf(model)));
    return before.every((other) => this.timesOf(other) > this.timesOf(model));
  }

  private timesOf(model: string): number {
    return this.stored.get(model) ?? 0;
  }
}
