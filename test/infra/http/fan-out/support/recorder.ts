import type { Socket } from 'node:net';
import { type ClientOptions, WebSocket } from 'ws';

/** A plain socket that keeps every message as the bytes it received. */
export class Recorder {
  readonly socket: WebSocket;
  readonly closed: Promise<{ code: number; reason: string }>;
  /** All messages except the acknowledgement, in their order. */
  readonly messages: string[] = [];
  private readonly over = new Set<string>();
  private readonly greeted: Promise<void>;
  private readonly waiting = new Set<() => void>();

  constructor(url: string, token = 'member', options: ClientOptions = {}) {
    this.socket = new WebSocket(url, ['graphql-transport-ws'], options);
    const greeting = { type: 'connection_init', payload: { authorization: token } };
    this.socket.once('open', () => this.send(greeting));
    this.closed = new Promise((resolve) => {
      this.socket.once('close', (code, reason) => {
        resolve({ code, reason: String(reason) });
        this.wake();
      });
    });
    this.socket.on('error', () => {});
    this.greeted = new Promise((resolve) => {
      this.socket.on('message', (data: Buffer) => {
        const text = data.toString();
        if (text === '{"type":"connection_ack"}') return resolve();
        this.messages.push(text);
        if (isEnd(text)) this.over.add(JSON.parse(text).id);
        this.wake();
      });
    });
  }

  /** Opens a socket and waits until it is accepted. */
  static async on(url: string, token?: string): Promise<Recorder> {
    const recorder = new Recorder(url, token);
    await Promise.race([recorder.greeted, recorder.closed]);
    return recorder;
  }

  send(...messages: readonly object[]): void {
    for (const message of messages) this.socket.send(JSON.stringify(message));
  }

  /** Sends all messages in one packet. */
  sendAtOnce(...messages: readonly object[]): void {
    const { _socket: socket } = this.socket as unknown as { _socket: Socket };
    socket.cork();
    this.send(...messages);
    socket.uncork();
  }

  subscribe(id: string, query: string, variables: object = {}, operationName?: string): void {
    this.send(subscribing(id, query, variables, operationName));
  }

  /** The messages of one operation, in their order. */
  of(id: string): string[] {
    return this.messages.filter((message) => JSON.parse(message).id === id);
  }

  /** Waits until the condition holds. */
  async until(isSo: (recorder: this) => boolean): Promise<this> {
    while (!isSo(this)) {
      if (this.socket.readyState === WebSocket.CLOSED) throw new Error('The socket was closed.');
      await new Promise<void>((resolve) => this.waiting.add(resolve));
    }
    return this;
  }

  /** Waits until each of the operations has ended. */
  ended(...ids: readonly string[]): Promise<this> {
    return this.until(() => ids.every((id) => this.over.has(id)));
  }

  async close(): Promise<void> {
    this.socket.close();
    await this.closed;
  }

  private wake(): void {
    for (const resolve of this.waiting) resolve();
    this.waiting.clear();
  }
}

export function subscribing(id: string, query: string, variables: object = {}, operationName?: string): object {
  return { type: 'subscribe', id, payload: { query, variables, ...(operationName && { operationName }) } };
}

export function isEnd(message: string): boolean {
  return ['complete', 'error'].includes(JSON.parse(message).type);
}

/** The texts of the events. */
export function textsIn(messages: readonly string[]): string[] {
  return messages.map((message) => JSON.parse(message)).flatMap(({ payload }) => payload?.data?.events?.text ?? []);
}
