import { expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { createResumingClient } from '../../web/src/resuming-client.ts';
import { freePort } from '../support/services/free-port.ts';

it('tries again when nothing answers, as while a server restarts', async () => {
  const port = await freePort();
  let attempts = 0;
  const client = createResumingClient({
    url: `ws://127.0.0.1:${port}/graphql`,
    webSocketImpl: WebSocket,
    retryWait: () => new Promise((resolve) => setTimeout(resolve, 20)),
    retryAttempts: Number.POSITIVE_INFINITY,
    on: { connecting: () => void attempts++ },
  });
  const lost: unknown[] = [];
  const sink = { next: () => {}, error: (error: unknown) => void lost.push(error), complete: () => {} };
  const leave = client.subscribe({ query: 'subscription { debatesChanged { debateId } }' }, sink);
  await expect.poll(() => lost.length + attempts).toBeGreaterThan(2);
  expect(lost).toEqual([]);

  const server = new WebSocketServer({ port, host: '127.0.0.1', handleProtocols: () => 'graphql-transport-ws' });
  const greeting = await new Promise((resolve) => {
    server.on('connection', (socket) => socket.once('message', (message) => resolve(JSON.parse(String(message)))));
  });
  expect(greeting).toEqual({ type: 'connection_init' });
  leave();
  for (const socket of server.clients) socket.terminate();
  server.close();
});
