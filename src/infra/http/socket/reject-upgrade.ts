import type { Duplex } from 'node:stream';
import type { GraphQLError } from 'graphql';
import { retryAfter } from '../limits/too-much.ts';

/** Answers whoever asked for a WebSocket and does not get one, with `reason` as text, and ends the connection. */
export function turnAway(
  socket: Duplex,
  status: string,
  reason: string,
  more: Readonly<Record<string, string>> = {},
): void {
  const body = `${reason}\n`;
  const headers = {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
    ...more,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\n${lines.join('')}\r\n${body}`);
}

/** The same for whoever has had too much, who is told when to come back. */
export function turnAwayForNow(socket: Duplex, refusal: GraphQLError): void {
  turnAway(socket, '429 Too Many Requests', refusal.message, retryAfter(refusal));
}
