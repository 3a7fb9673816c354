import { afterEach, expect, it, vi } from 'vitest';
import { FanOut } from '../../src/infra/http/fan-out/fan-out.ts';
import { GraphqlSockets } from '../../src/infra/http/socket/websocket.ts';
import { fakeServer } from '../infra/http/support/fake-server.ts';
import { send } from '../infra/http/support/requests.ts';

afterEach(() => vi.restoreAllMocks());

it('a failure to close one transport is thrown after the others are closed', async () => {
  vi.spyOn(GraphqlSockets.prototype, 'close').mockRejectedValue(new Error('The sockets cannot be closed.'));
  const fanOutClosed = vi.spyOn(FanOut.prototype, 'close');
  const server = await fakeServer();
  const addresses = [server.url, server.wsUrl.replace(/^ws/, 'http')];
  for (const address of addresses) expect((await send(address)).status).toBeLessThan(500);
  await expect(server.stop()).rejects.toThrow('The sockets cannot be closed.');
  for (const address of addresses) await expect(send(address)).rejects.toThrow('ECONNREFUSED');
  expect(fanOutClosed).toHaveBeenCalledOnce();
});
