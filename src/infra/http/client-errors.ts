import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { errorBody } from './error-body.ts';
import { errorTypeFor } from './graphql/media-type.ts';

/**
 * Requests that Node refuses before it has read them, by its error codes. The reason phrase stands here because an import of
 * `node:http` loads all of undici, which the start of a server does not need.
 */
const REFUSALS: Readonly<Record<string, { readonly status: string; readonly message: string }>> = {
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: '408 Request Timeout',
    message: 'The request took too long to arrive. Send it again, faster.',
  },
  HPE_HEADER_OVERFLOW: {
    status: '431 Request Header Fields Too Large',
    message: 'The headers of the request are too large. Send fewer or shorter ones.',
  },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: {
    status: '413 Payload Too Large',
    message: 'The chunk extensions of the request are too large.',
  },
};
const UNREADABLE = { status: '400 Bad Request', message: 'The request is not HTTP/1.1 as this server reads it.' };

/** Refuses an unreadable request with the error format of all other errors, and closes the connection. */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  // The client would read this as a part of a response that has begun.
  const response = openResponse(socket);
  if (!socket.writable || response?.headersSent) {
    socket.destroy(error);
    return;
  }
  const { status, message } = REFUSALS[error.code ?? ''] ?? UNREADABLE;
  const body = JSON.stringify(errorBody(message, 'BAD_REQUEST'));
  const head = [
    `HTTP/1.1 ${status}`,
    // Of a request whose body is late or unreadable the head is known.
    `Content-Type: ${errorTypeFor(response?.req?.url, response?.req?.headers.accept)}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  // Immediately, as Node does: otherwise a client that does not read could hold the connection.
  socket.destroy(error);
}

/** The response to the request that is being read, once its head has been. */
function openResponse(socket: Socket) {
  return (socket as { _httpMessage?: Pick<ServerResponse, 'headersSent' | 'req'> | null })._httpMessage ?? undefined;
}
