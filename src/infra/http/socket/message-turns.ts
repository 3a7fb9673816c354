import type { RawData, WebSocket } from 'ws';
import type { FloodGate } from '../limits/flood.ts';

/** Messages of one socket that are read in one turn of the event loop. */
export const MAX_IN_TURN = 16;

/**
 * Reads the messages of a socket in order, a few in each turn of the event loop: hundreds that come together would hold up
 * all other clients. While some wait, nothing more is taken from the connection.
 */
export class MessageTurns {
  private readonly ws: Pick<WebSocket, 'pause' | 'resume' | 'readyState' | 'OPEN'>;
  private readonly gate: Pick<FloodGate, 'isShut'>;
  private readonly read: (data: RawData) => void;
  private inTurn = 0;
  private waiting: RawData[] | undefined;

  constructor(ws: MessageTurns['ws'], gate: MessageTurns['gate'], read: (data: RawData) => void) {
    this.ws = ws;
    this.gate = gate;
    this.read = read;
  }

  take(data: RawData): void {
    // A socket that is being closed is read no more.
    if (this.ws.readyState !== this.ws.OPEN) return;
    if (this.waiting) this.waiting.push(data);
    else if (this.inTurn < MAX_IN_TURN) this.readNow(data);
    else {
      this.waiting = [data];
      this.ws.pause();
    }
  }

  private readNow(data: RawData): void {
    if (this.inTurn++ === 0) setImmediate(() => this.beginTurn());
    this.read(data);
  }

  private beginTurn(): void {
    this.inTurn = 0;
    const { ws, waiting } = this;
    if (!waiting) return;
    if (ws.readyState !== ws.OPEN) waiting.length = 0;
    for (const data of waiting.splice(0, MAX_IN_TURN)) this.readNow(data);
    if (waiting.length > 0) return;
    this.waiting = undefined;
    // The gate has paused it for good.
    if (!this.gate.isShut) ws.resume();
  }
}
