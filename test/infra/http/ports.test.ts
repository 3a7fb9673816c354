import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CannotStart } from '../../../src/infra/cannot-start.ts';
import { fakeServer } from './support/fake-server.ts';

let other: Server;
let taken: number;

beforeAll(async () => {
  other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  taken = (other.address() as AddressInfo).port;
});
afterAll(() => other.close());

it.each([
  ['ARAGORA_API_PORT', '--api-port'],
  ['ARAGORA_WS_PORT', '--ws-port'],
] as const)('a port in use is refused in a sentence that names %s', async (setting, flag) => {
  const refused = await fakeServer({ [setting]: String(taken) }).catch((error) => error);
  expect(refused).toBeInstanceOf(CannotStart);
  expect(refused.message).toContain(`Port ${taken} on 127.0.0.1 is in use`);
  expect(refused.message).toContain(setting);
  expect(refused.message).toContain(flag);
});
