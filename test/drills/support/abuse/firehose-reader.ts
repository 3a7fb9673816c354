import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { AUTHORIZED } from '../../../support/credentials.ts';

const QUERY = `subscription Follow($debateId: ID!, $after: String) {
  debateEvents(debateId: $debateId, after: $after) { seq cursor ... on HumanInterjected { interjection { text } } }
}`;
const POLL_MS = 20;

/** The position of a reader in the stream. */
export interface Place {
  readonly seq: number;
  readonly cursor: string | undefined;
}

/** A client that reads a firehose or stops reading it. */
export class FirehoseReader {
  /** The last event that it received. */
  place: Place;
  /** Gaps, repeated events and errors. */
  readonly faults: string[] = [];
  /** Called with the number of every event on arrival. */
  onEvent: (seq: number) => void = () => {};
  /** The close code and reason from the server; undefined while the socket is open. */
  closed: { readonly code: number; readonly reason: string } | undefined;
  private readonly socket: WebSocket;

  private constructor(url: string, after: Place) {
    this.place = after;
    this.socket = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws');
    // The close code already shows the error.
    this.socket.on('error', () => {});
    this.socket.on('close', (code, reason) => {
      this.closed = { code, reason: String(reason) };
    });
  }

  /** Begins after the place. Resolves when it has subscribed. */
  static async of(url: string, debateId: string, after: Place): Promise<FirehoseReader> {
    const reader = new FirehoseReader(url, after);
    await reader.subscribe(debateId);
    return reader;
  }

  /** The local port of the connection. */
  get port(): number {
    const { _socket } = this.socket as unknown as { readonly _socket: { readonly localPort?: number } };
    return _socket.localPort ?? 0;
  }

  stall(): void {
    this.socket.pause();
  }

  wake(): void {
    this.socket.resume();
  }

  /** Waits until it has received this event. Returns whether it did. */
  async reaches(seq: number, withinMs: number): Promise<boolean> {
    const deadline = performance.now() + withinMs;
    while (this.place.seq < seq && !this.closed && performance.now() < deadline) await sleep(POLL_MS);
    return this.place.seq >= seq;
  }

  /** Waits until it has received the close of the socket. Returns whether it did. */
  async isClosedWithin(ms: number): Promise<boolean> {
    const deadline = performance.now() + ms;
    while (!this.closed && performance.now() < deadline) await sleep(POLL_MS);
    return this.closed !== undefined;
  }

  leave(): void {
    this.socket.terminate();
  }

  private async subscribe(debateId: string): Promise<void> {
    await new Promise((resolve, reject) => this.socket.once('open', resolve).once('error', reject));
    await new Promise((resolve) => {
      this.socket.once('message', resolve);
      this.say({ type: 'connection_init', payload: AUTHORIZED });
    });
    this.socket.on('message', (data) => this.take(String(data)));
    const variables = { debateId, after: this.place.cursor };
    this.say({ id: '1', type: 'subscribe', payload: { query: QUERY, variables } });
  }

  private say(message: object): void {
    this.socket.send(JSON.stringify(message));
  }

  private take(text: string): void {
    const { type, payload } = JSON.parse(text);
    const event = payload?.data?.debateEvents;
    if (type !== 'next' || !event) {
      this.faults.push(`a reader received ${text.slice(0, 200)}`);
      return;
    }
    const { seq, cursor } = event;
    if (seq !== this.place.seq + 1) this.faults.push(`event ${seq} came instead of ${this.place.seq + 1}`);
    this.place = { seq, cursor };
    this.onEvent(seq);
  }
}
