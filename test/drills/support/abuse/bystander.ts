import { setTimeout as sleep } from 'node:timers/promises';
import { send } from '../../../infra/http/support/requests.ts';
import { RawSocket } from '../../../infra/http/support/sockets.ts';
import type { DrillReport } from '../report.ts';
import type { ServerProcess } from '../server-process.ts';
import { shareOf } from './share-of.ts';

const EVERY_MS = 50;
/** A shorter attack does not show whether other clients had to wait for its end. */
const MIN_ABUSE_MS = 2_000;
const QUERY = '{ agents { id } }';

/**
 * A client that behaves correctly and must be served during an attack, over HTTP and on a socket. On any machine, its requests
 * must be answered regularly during the attack and not only after it.
 */
export class Bystander {
  private readonly url: string;
  private readonly socket: RawSocket;
  private readonly timesMs: number[] = [];
  private readonly faults: string[] = [];
  private readonly begunAtMs = performance.now();
  private readonly asking: Promise<void>;
  private askedAtMs = performance.now();
  private isDone = false;
  private asked = 0;

  private constructor(url: string, socket: RawSocket) {
    this.url = url;
    this.socket = socket;
    this.asking = this.ask();
  }

  static async of({ url }: ServerProcess): Promise<Bystander> {
    const socket = new RawSocket(`${url.replace(/^http/, 'ws')}/graphql`);
    return new Bystander(url, await socket.greet());
  }

  /** Stops at the end of the attack. Returns how the client was served; all texts begin with `name`. */
  async leave(name: string): Promise<DrillReport> {
    const overAtMs = performance.now();
    const abuseMs = overAtMs - this.begunAtMs;
    const longestMs = Math.max(overAtMs - this.askedAtMs, ...this.timesMs);
    this.isDone = true;
    await this.asking;
    await this.socket.close();
    const p99 = Math.round(shareOf(this.timesMs, 0.99));
    const broken = this.faults.map((fault) => `${name}: ${fault}`);
    if (abuseMs > MIN_ABUSE_MS && longestMs > abuseMs / 2)
      broken.push(`${name}: a request of another client took ${Math.round(longestMs)} of ${Math.round(abuseMs)} ms`);
    return { figures: { [`${name}: ms until other clients were served, 99th percentile`]: p99 }, broken };
  }

  private async ask(): Promise<void> {
    try {
      while (!this.isDone) {
        await this.timed(() => this.askHealth());
        await this.timed(() => this.askOnSocket());
        await sleep(EVERY_MS);
      }
    } catch (error) {
      this.faults.push(`other clients were not served: ${(error as Error).message}`);
    }
  }

  private async timed(work: () => Promise<void>): Promise<void> {
    this.askedAtMs = performance.now();
    await work();
    this.timesMs.push(performance.now() - this.askedAtMs);
  }

  private async askHealth(): Promise<void> {
    const { status } = await send(`${this.url}/api/health`);
    if (status !== 200) this.faults.push(`the health request got the status ${status}`);
  }

  private async askOnSocket(): Promise<void> {
    const id = String(++this.asked);
    this.socket.send({ type: 'subscribe', id, payload: { query: QUERY } });
    const { type } = await this.socket.nextOf(id);
    if (type !== 'next') this.faults.push(`a query on a socket got ${type}`);
    await this.socket.nextOf(id);
  }
}
