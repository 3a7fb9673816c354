// A minimal subscriber over graphql-transport-ws: it counts frames without parsing them.
import { connect, type Socket } from 'node:net';

const TEXT = 1;
const CLOSE = 8;
const PING = 9;
/** Masked with zeros, which leaves the content unchanged. */
const PONG = Buffer.from([0x8a, 0x80, 0, 0, 0, 0]);
/** A shorter frame is an error, not an event. */
const MIN_EVENT = 300;
// All sockets share this buffer: each read is processed before the next one.
const memory = Buffer.allocUnsafe(256 * 1024);

export interface Target {
  readonly port: number;
  readonly greeting: object;
  readonly query: string;
  readonly variables: object;
}

export interface Listener {
  /** Called with the number of events in one read. */
  events(count: number): void;
  failed(error: Error): void;
}

export class Subscriber {
  /** Resolves after it has subscribed. */
  readonly subscribed: Promise<void>;
  /** The first event, if `keepsSample` is set. */
  sample = '';
  private readonly listener: Listener;
  private readonly socket: Socket;
  private readonly target: Target;
  private readonly ready = Promise.withResolvers<void>();
  private keepsSample: boolean;
  /** The received part of the upgrade response; undefined after its end. */
  private upgrade: Buffer | undefined = Buffer.alloc(0);
  private isGreeted = false;
  private readonly head = Buffer.alloc(10);
  private headLength = 0;
  private frameLength = 0;
  /** Bytes of the frame that have not arrived yet. */
  private left = 0;

  constructor(target: Target, listener: Listener, keepsSample: boolean) {
    this.listener = listener;
    this.target = target;
    this.keepsSample = keepsSample;
    this.subscribed = this.ready.promise;
    const onread = { buffer: memory, callback: (bytes: number) => this.read(memory.subarray(0, bytes)) };
    this.socket = connect({ host: '127.0.0.1', port: target.port, noDelay: true, onread });
    this.socket.on('error', (error) => this.fail(error));
    this.socket.on('close', () => this.fail(new Error('The server closed the connection.')));
    this.socket.write(
      `GET /graphql HTTP/1.1\r\nHost: 127.0.0.1:${target.port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==\r\n' +
        'Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n',
    );
  }

  private read(chunk: Buffer): boolean {
    const bytes = this.upgrade ? this.upgraded(chunk) : chunk;
    const events = bytes.length === 0 ? 0 : this.frames(bytes);
    if (events > 0) this.listener.events(events);
    return true;
  }

  /** Returns the bytes after the upgrade response. */
  private upgraded(chunk: Buffer): Buffer {
    const answer = Buffer.concat([this.upgrade ?? Buffer.alloc(0), chunk]);
    const end = answer.indexOf('\r\n\r\n');
    this.upgrade = end < 0 ? answer : undefined;
    if (end < 0) return Buffer.alloc(0);
    if (!answer.toString('latin1').startsWith('HTTP/1.1 101')) this.fail(new Error(answer.toString('latin1')));
    this.send({ type: 'connection_init', payload: this.target.greeting });
    return answer.subarray(end + 4);
  }

  /** Reads the frames. Returns the number of events that end in these bytes. */
  private frames(bytes: Buffer): number {
    let events = 0;
    for (let at = 0; at < bytes.length; ) {
      if (this.left === 0) {
        at = this.readHead(bytes, at);
        if (this.headLength > 0) break;
      }
      const taken = Math.min(this.left, bytes.length - at);
      if (this.keepsSample && this.isGreeted) this.sample += bytes.toString('utf8', at, at + taken);
      at += taken;
      this.left -= taken;
      if (this.left === 0 && this.ended()) events++;
    }
    return events;
  }

  /** Returns the end of the frame head. If the head is incomplete, `headLength` is the length of its received part. */
  private readHead(bytes: Buffer, from: number): number {
    const { head } = this;
    for (let at = from; at < bytes.length; ) {
      head[this.headLength++] = bytes[at++] ?? 0;
      const length = (head[1] ?? 0) & 127;
      if (this.headLength < 2 || this.headLength < 2 + (length < 126 ? 0 : length === 126 ? 2 : 8)) continue;
      this.frameLength =
        length < 126 ? length : length === 126 ? head.readUInt16BE(2) : Number(head.readBigUInt64BE(2));
      this.left = this.frameLength;
      this.headLength = 0;
      return at;
    }
    return bytes.length;
  }

  /** Processes the end of a frame. Returns whether it was an event. */
  private ended(): boolean {
    const kind = (this.head[0] ?? 0) & 15;
    if (kind === PING) this.socket.write(PONG);
    if (kind === CLOSE) this.fail(new Error('The server closed the socket.'));
    if (kind !== TEXT) return false;
    if (!this.isGreeted) {
      this.isGreeted = true;
      const { query, variables } = this.target;
      this.send({ id: '1', type: 'subscribe', payload: { query, variables } });
      this.ready.resolve();
      return false;
    }
    if (this.frameLength < MIN_EVENT) this.fail(new Error(`A frame of ${this.frameLength} bytes: ${this.sample}`));
    this.keepsSample = false;
    return true;
  }

  private send(message: object): void {
    const text = Buffer.from(JSON.stringify(message));
    const head = Buffer.from([0x81, 0x80 | 126, text.length >> 8, text.length & 255, 0, 0, 0, 0]);
    this.socket.write(Buffer.concat([head, text]));
  }

  private fail(error: Error): void {
    this.ready.reject(error);
    this.listener.failed(error);
  }
}
