import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CircuitBreakersDocument } from '../../../src/cli/generated/graphql.ts';
import { ask } from '../../infra/http/support/requests.ts';
import { eventsOf } from '../../infra/http/support/sockets.ts';
import { readDebate, startDebate } from '../support/debates.ts';
import { aDirectory, launch } from '../support/launch.ts';
import { expectUnharmed } from './support/bars.ts';
import { Watch } from './support/watch.ts';

let hole: Server;
const caught = new Set<Socket>();

beforeEach(async () => {
  hole = createServer((socket) => caught.add(socket.on('error', () => {}))).listen(0, '127.0.0.1');
  await new Promise((resolve) => hole.once('listening', resolve));
});
afterEach(async () => {
  for (const socket of caught) socket.destroy();
  await new Promise((resolve) => hole.close(resolve));
});

it('a silent provider fails its turns at their deadline and opens the breaker, and other requests do not wait for it', async () => {
  const server = await launch(await aDirectory(), {
    ARAGORA_LOCAL_BASE_URL: `http://127.0.0.1:${(hole.address() as AddressInfo).port}/v1`,
    ARAGORA_LOCAL_MODEL: 'any',
    ARAGORA_AGENT_TIMEOUT: '5',
    ARAGORA_AGENT_SILENCE: '5',
  });
  const watch = new Watch(server.url);
  const options = ['x', 'y'].map((id) => ({ id, label: `Option ${id}` }));
  const agents = ['a', 'b', 'c', 'd', 'e'].map(() => 'local:any');
  const answeredBefore = watch.answers.length;
  const swallowed = startDebate(server.url, { decision: { task: 'Which one?', options }, agents, mode: 'SAFE' });
  const unharmed = startDebate(server.url, { paceMs: 50 });

  expect((await eventsOf(server.url, { debateId: await unharmed })).at(-1)).toMatchObject({ status: 'COMPLETED' });
  const events = await eventsOf(server.url, { debateId: await swallowed });
  const failures = events.flatMap((event) => (event.__typename === 'AgentFailed' ? [event.failure.code] : []));
  expect(failures).toHaveLength(agents.length);
  expect(new Set(failures)).toEqual(new Set(['TIMEOUT']));
  // If requests had to wait for the calls, there would be only one answer by now.
  expect(watch.answers.length - answeredBefore).toBeGreaterThan(2);
  expect(await readDebate(server.url, await swallowed)).toMatchObject({ status: 'FAILED', stopReason: 'QUORUM_LOST' });
  const { circuitBreakers } = await ask(server.url, CircuitBreakersDocument, {});
  expect(circuitBreakers).toMatchObject([{ state: 'OPEN' }]);

  expect(await watch.stop()).toEqual(new Set(['DATA']));
  expect(new Set(watch.health.map(({ what }) => what))).toEqual(new Set(['healthy']));
  await expectUnharmed(server);
});
