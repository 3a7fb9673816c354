import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';

const PING_EVERY_MS = 12_000;

/**
 * Pings the client, and ends the connection when no answer comes until the next ping. While something waits in memory to be
 * read, the ping waits behind it: such a client is slow rather than gone, and has `slowMs` to answer.
 */
export function endWhenGone(ws: WebSocket, socket: Pick<Socket, 'writableLength'>, slowMs: number): void {
  let unansweredSince: number | undefined;
  const pinging = setInterval(() => {
    if (ws.readyState !== ws.OPEN) return;
    if (unansweredSince === undefined) {
      unansweredSince = performance.now();
      ws.ping();
      return;
    }
    const isSlow = socket.writableLength > 0 && performance.now() - unansweredSince < slowMs;
    if (!isSlow) ws.terminate();
  }, PING_EVERY_MS);
  ws.on('pong', () => {
    unansweredSince = undefined;
  });
  ws.once('close', () => clearInterval(pinging));
}
