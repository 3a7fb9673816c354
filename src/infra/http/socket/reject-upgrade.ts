import type { Duplex } from 'node:stream';
import type { GraphQLError } from 'graphql';
import { retryAfter } from '../limits/too-much.ts';

/** Rejects a WebSocket upgrade with `reason` as text, and ends the connection. */
export function rejectUpgrade(
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

/** Rejects an upgrade of a caller that is over its limit, with the time to retry after. */
export function rejectForNow(socket: Duplex, refusal: GraphQLError): void {
  rejectUpgrade(socket, '429 Too Many Requests', refusal.message, retryAfter(refusal));
}
