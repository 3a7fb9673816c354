import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import type { DebateEvent } from '../../../src/cli/debate/debate-event.ts';
import { followDebate } from '../../../src/cli/debate/follow-debate.ts';
import { event } from '../builders.ts';

/** The response of the server to a subscription with this cursor. */
type Script = (
  after: string | undefined,
  send: (...events: DebateEvent[]) => void,
  socket: WebSocket,
  id: string,
) => void;

let server: WebSocketServer;
afterEach(() => new Promise((resolve) => server.close(resolve)));

async function serve(script: Script): Promise<string> {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (socket) => {
    socket.on('message', (data) => {
      const { id, type, payload } = JSON.parse(String(data));
      if (type === 'connection_init') socket.send(JSON.stringify({ type: 'connection_ack' }));
      if (type !== 'subscribe') return;
      const next = (debateEvents: DebateEvent) =>
        socket.send(JSON.stringify({ id, type: 'next', payload: { data: { debateEvents } } }));
      script(payload.variables.after, (...events) => events.forEach(next), socket, id);
    });
  });
  await new Promise((resolve) => server.on('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const resumed = (seq: number) => event('RunResumed', { attempt: 2, cutOff: [] }, seq);
const ended = event('DebateEnded', { status: 'COMPLETED', outcome: 'DECIDED', stopReason: 'CONVERGED' }, 4);

async function follow(url: string, signal = new AbortController().signal) {
  const news: string[] = [];
  const connection = { lost: () => news.push('lost'), regained: () => news.push('regained') };
  const seqs: number[] = [];
  for await (const { seq } of followDebate(url, 'dbt_1', connection, signal)) seqs.push(seq);
  return { seqs, news };
}

describe('following a debate', () => {
  it('ends with the debate', async () => {
    const url = await serve((_, send) => send(resumed(1), resumed(2), resumed(3), ended));
    expect(await follow(url)).toEqual({ seqs: [1, 2, 3, 4], news: [] });
  });

  it('continues after the last event when the connection is lost, with each event once', async () => {
    const cursors: (string | undefined)[] = [];
    const url = await serve((after, send, socket) => {
      cursors.push(after);
      if (after === undefined) {
        send(resumed(1), resumed(2));
        setTimeout(() => socket.terminate(), 50);
      } else send(resumed(2), resumed(3), ended);
    });
    expect(await follow(url)).toEqual({ seqs: [1, 2, 3, 4], news: ['lost', 'regained'] });
    expect(cursors).toEqual([undefined, 'c2']);
  });

  it('reconnects to a server that requests it', async () => {
    const url = await serve((after, send, socket) => {
      if (after !== undefined) return send(resumed(3), ended);
      send(resumed(1), resumed(2));
      setTimeout(() => socket.close(1012, 'Service restart'), 50);
    });
    expect((await follow(url)).seqs).toEqual([1, 2, 3, 4]);
  });

  it('stops when its signal is aborted', async () => {
    const leaving = new AbortController();
    const url = await serve((_, send) => {
      send(resumed(1));
      setTimeout(() => leaving.abort(), 50);
    });
    expect(await follow(url, leaving.signal)).toEqual({ seqs: [1], news: [] });
  });

  it('throws the error of the server', async () => {
    const url = await serve((_, _send, socket, id) => {
      const error = { message: 'There is no dbt_1 here.', extensions: { code: 'NOT_FOUND' } };
      socket.send(JSON.stringify({ id, type: 'error', payload: [error] }));
    });
    await expect(follow(url)).rejects.toThrow('There is no dbt_1 here.');
  });
});
