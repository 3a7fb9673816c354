import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sessionClient, socketOf } from '../../../src/infra/postgres/session-client.ts';

/** Accepts connections, and then neither reads nor closes, as a server that is frozen. */
let frozen: Server;
const sockets: Socket[] = [];
let client: Client;

beforeEach(async () => {
  frozen = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => sockets.push(socket));
  await once(frozen.listen(0, '127.0.0.1'), 'listening');
  const { port } = frozen.address() as AddressInfo;
  const SessionClient = sessionClient({ schema: undefined, statementTimeoutMs: undefined });
  client = new SessionClient({ connectionString: `postgres://a@127.0.0.1:${port}/a` });
  client.connect().catch(() => {});
  await once(frozen, 'connection');
});

afterEach(() => {
  socketOf(client).destroy();
  for (const socket of sockets.splice(0)) socket.destroy();
  frozen.close();
});

describe('a connection to a server that is frozen', () => {
  it('ends, so that the process that stops does not wait for it', async () => {
    await client.end();
    expect(socketOf(client).destroyed).toBe(true);
  });

  it('tells its end to a callback', async () => {
    await new Promise<void>((resolve) => client.end(() => resolve()));
    expect(socketOf(client).destroyed).toBe(true);
  });
});
