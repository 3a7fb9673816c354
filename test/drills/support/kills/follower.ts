import { setTimeout as sleep } from 'node:timers/promises';
import { aClient, type DebateEvent, follow } from '../../../infra/http/support/sockets.ts';

const TRY_AGAIN_MS = 100;
/** What graphql-transport-ws closes with when a server has made a mistake: clients do not come back from it. */
const FATAL = 4_000;

/**
 * A client that follows a debate to its end, also when its connection breaks. After a loss it asks again for the last
 * event it has, too: its arrival tells when the subscription stands again.
 */
export class Follower {
  readonly debateId: string;
  /** Milliseconds from each loss to the next subscription that stood. */
  readonly resumedAfterMs: number[] = [];
  /** Gaps, doubles and refusals. */
  readonly faults: string[] = [];
  /** Every event once, as it came first. */
  readonly events: DebateEvent[] = [];
  private readonly url: string;
  private cursors: readonly [string | undefined, string | undefined] = [undefined, undefined];
  private lostAtMs: number | undefined;

  constructor(url: string, debateId: string) {
    this.url = url;
    this.debateId = debateId;
  }

  get hasEnded(): boolean {
    return this.events.at(-1)?.__typename === 'DebateEnded';
  }

  get seen(): number {
    return this.events.at(-1)?.seq ?? 0;
  }

  /** How often it came back after a loss. */
  get reconnections(): number {
    return this.resumedAfterMs.length;
  }

  /** Resolves at the end of the debate, or when the signal aborts. */
  async toEnd(signal: AbortSignal): Promise<void> {
    while (!this.hasEnded && !signal.aborted) {
      await this.followOnce(signal).catch((error) => this.lose(error));
      if (!this.hasEnded) await sleep(TRY_AGAIN_MS);
    }
  }

  private async followOnce(signal: AbortSignal): Promise<void> {
    const client = aClient(this.url);
    const leave = () => void client.dispose();
    signal.addEventListener('abort', leave, { once: true });
    try {
      const [after] = this.cursors;
      let isFirst = this.seen > 0;
      for await (const event of follow(client, { debateId: this.debateId, ...(after !== undefined && { after }) })) {
        this.resumed();
        this.take(event, isFirst ? this.seen : this.seen + 1);
        isFirst = false;
      }
      if (!this.hasEnded && !signal.aborted)
        this.faults.push(`${this.debateId}: the subscription ended before the debate`);
    } finally {
      signal.removeEventListener('abort', leave);
      await client.dispose();
    }
  }

  private take(event: DebateEvent, expected: number): void {
    const { seq, cursor } = event;
    if (seq !== expected) this.faults.push(`${this.debateId}: event ${seq} came where ${expected} was to come`);
    if (seq <= this.seen) return;
    this.cursors = [this.cursors[1], cursor];
    this.events.push(event);
  }

  private resumed(): void {
    if (this.lostAtMs === undefined) return;
    this.resumedAfterMs.push(Math.round(performance.now() - this.lostAtMs));
    this.lostAtMs = undefined;
  }

  private lose(error: unknown): void {
    this.lostAtMs ??= performance.now();
    const { code } = error as { code?: unknown };
    const isRefused = Array.isArray(error) && error.some(({ extensions }) => extensions?.code !== 'UNAVAILABLE');
    if (isRefused || (typeof code === 'number' && code >= FATAL)) {
      this.faults.push(`${this.debateId}: refused with ${JSON.stringify(error)} ${code ?? ''}`);
    }
  }
}
