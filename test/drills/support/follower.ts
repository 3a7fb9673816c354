import { setTimeout as sleep } from 'node:timers/promises';
import { aClient, type DebateEvent, follow } from '../../http/support/sockets.ts';

const RETRY_MS = 200;

/** A client that follows one debate to its end and, whenever its server dies, comes back with its own cursor. */
export class Follower {
  readonly debateId: string;
  readonly events: DebateEvent[] = [];
  /** What must not happen to a client: events left out or sent twice, refusals, an end before the end. */
  readonly faults: string[] = [];
  /** How often events came again after the connection had been lost. */
  reconnections = 0;
  private isCutOff = false;
  private readonly url: string;

  constructor(url: string, debateId: string) {
    this.url = url;
    this.debateId = debateId;
  }

  get hasEnded(): boolean {
    return this.events.at(-1)?.__typename === 'DebateEnded';
  }

  async follow(signal: AbortSignal): Promise<void> {
    const client = aClient(this.url);
    while (!this.hasEnded && !signal.aborted) {
      try {
        for await (const event of follow(client, { debateId: this.debateId, after: this.events.at(-1)?.cursor })) {
          this.receive(event);
        }
        if (!this.hasEnded) this.faults.push('the subscription ended before the debate');
      } catch (error) {
        // A socket that breaks is what the drill is about; an error in words is not.
        if (Array.isArray(error) || error instanceof Error) this.noteError(error);
        this.isCutOff = true;
        await sleep(RETRY_MS);
      }
    }
    await client.dispose();
  }

  private receive(event: DebateEvent): void {
    const due = (this.events.at(-1)?.seq ?? 0) + 1;
    if (event.seq > due) this.faults.push(`gap: event ${event.seq} came where ${due} was due`);
    if (event.seq < due) this.faults.push(`duplicate: event ${event.seq} came where ${due} was due`);
    if (this.isCutOff) this.reconnections++;
    this.isCutOff = false;
    this.events.push(event);
  }

  private noteError(error: unknown): void {
    const words = error instanceof Error ? error.message : JSON.stringify(error);
    if (!/ECONNREFUSED|ECONNRESET|socket hang up|closed/i.test(words)) this.faults.push(`told: ${words}`);
  }
}
