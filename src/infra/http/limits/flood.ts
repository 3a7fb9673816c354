import type { WebSocket } from 'ws';

const TOO_MANY_MESSAGES = 4429;
const WINDOW_MS = 10_000;
/** Of one socket in ten seconds: pings, pongs and whatever a client may send. A socket's operations are a tenth of it. */
const MOST_MESSAGES = 1_000;

/** Closes a socket whose client sends without end. What it sends may cost little, but it is read and answered one by one. */
export function closeWhenFlooded(ws: WebSocket): void {
  let [since, count] = [performance.now(), 0];
  const another = () => {
    const now = performance.now();
    if (now - since > WINDOW_MS) [since, count] = [now, 0];
    if (++count !== MOST_MESSAGES + 1) return;
    ws.close(TOO_MANY_MESSAGES, 'Too many messages in a short time.');
    // What it has sent already is not even read.
    ws.pause();
    setTimeout(() => ws.terminate(), GOODBYE_MS).unref();
  };
  ws.on('message', another).on('ping', another).on('pong', another);
}

const GOODBYE_MS = 1_000;
