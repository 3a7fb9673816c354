import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { errorBody } from './error-body.ts';

/** What Node refuses before there is a request, by its error codes. */
const REFUSALS: Readonly<Record<string, { readonly status: number; readonly message: string }>> = {
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, message: 'The request took too long to arrive. Send it again, faster.' },
  HPE_HEADER_OVERFLOW: {
    status: 431,
    message: 'The headers of the request are too large. Send fewer or shorter ones.',
  },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: { status: 413, message: 'The chunk extensions of the request are too large.' },
};
const UNREADABLE = { status: 400, message: 'The request is not HTTP/1.1 as this server reads it.' };

/** Refuses what is no request in the form of every other error, and closes the connection. */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  // A response that has begun would take this for a part of itself.
  if (!socket.writable || hasBegunResponse(socket)) {
    socket.destroy(error);
    return;
  }
  const { status, message } = REFUSALS[error.code ?? ''] ?? UNREADABLE;
  const body = JSON.stringify(errorBody(message, 'BAD_REQUEST'));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  // At once, as Node does: a client that does not read would hold the connection for as long as it likes.
  socket.destroy(error);
}

function hasBegunResponse(socket: Socket): boolean {
  const { _httpMessage: response } = socket as { _httpMessage?: { readonly headersSent: boolean } | null };
  return response?.headersSent ?? false;
}
