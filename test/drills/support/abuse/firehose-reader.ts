import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { AUTHORIZED } from '../../../support/credentials.ts';

const QUERY = `subscription Follow($debateId: ID!, $after: String) {
  debateEvents(debateId: $debateId, after: $after) { seq cursor ... on HumanInterjected { interjection { text } } }
}`;
const POLL_MS = 20;

/** Where a reader stands in the stream. */
export interface Place {
  readonly seq: number;
  readonly cursor: string | undefined;
}

/** Somebody who reads a firehose, or stops to. */
export class FirehoseReader {
  /** The last event it has. */
  place: Place;
  /** Gaps, doubles and refusals. */
  readonly faults: string[] = [];
  /** Called with the place of every event, as it comes. */
  onEvent: (seq: number) => void = () => {};
  /** How the server has closed the socket; undefined while it is open. */
  closed: { readonly code: number; readonly reason: string } | undefined;
  private readonly socket: WebSocket;

  private constructor(url: string, after: Place) {
    this.place = after;
    this.socket = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws');
    // What is wrong is in the code that it is closed with.
    this.socket.on('error', () => {});
    this.socket.on('close', (code, reason) => {
      this.closed = { code, reason: String(reason) };
    });
  }

  /** Begins behind the place. Resolves when it has subscribed. */
  static async of(url: string, debateId: string, after: Place): Promise<FirehoseReader> {
    const reader = new FirehoseReader(url, after);
    await reader.subscribe(debateId);
    return reader;
  }

  /** The port of its side of the connection. */
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

  /** Waits until it has this event; answers whether it has come to that. */
  async reaches(seq: number, withinMs: number): Promise<boolean> {
    const deadline = performance.now() + withinMs;
    while (this.place.seq < seq && !this.closed && performance.now() < deadline) await sleep(POLL_MS);
    return this.place.seq >= seq;
  }

  /** Waits until it has read that it was closed; answers whether it was. */
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
      this.faults.push(`a reader was sent ${text.slice(0, 200)}`);
      return;
    }
    const { seq, cursor } = event;
    if (seq !== this.place.seq + 1) this.faults.push(`event ${seq} came where ${this.place.seq + 1} was to come`);
    this.place = { seq, cursor };
    this.onEvent(seq);
  }
}
