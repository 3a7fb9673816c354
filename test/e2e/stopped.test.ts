import { expect, it } from 'vitest';
import { verifyChain } from '../../src/domain/events/event.ts';
import { aServer } from '../infra/http/support/a-server.ts';
import { eventsOf, RawSocket } from '../infra/http/support/sockets.ts';
import { storedIn } from './support/data-directory.ts';
import { firstEvents, readDebate, startDebate } from './support/debates.ts';
import { aDirectory, launch } from './support/launch.ts';

it('SIGTERM stops a server in order, and the next server continues where it stopped', async () => {
  const dataDir = await aDirectory();
  const first = await launch(dataDir);
  const idle = await new RawSocket(first.wsUrl).greet();
  const id = await startDebate(first.url, { paceMs: 150 });
  const seen = await firstEvents(first.url, id, 6);
  const exit = await first.kill('SIGTERM');
  expect([exit.code, exit.signal]).toEqual([0, null]);
  expect(exit.stderr).not.toMatch(/error:|"level":"error"|\n {4}at /);
  expect((await idle.closed).code).toBe(1001);

  const stored = await storedIn(dataDir, id);
  expect(stored).toMatchObject({ status: 'RUNNING', leaseHolder: null });
  expect(verifyChain(stored.events)).toEqual({ intact: true, erased: [] });

  const second = await aServer({ ARAGORA_DATA_DIR: dataDir });
  const rest = await eventsOf(second.url, { debateId: id, after: seen.at(-1)?.cursor });
  const received = [...seen, ...rest];
  expect(received.map(({ seq }) => seq)).toEqual(received.map((_, at) => at + 1));
  expect(received[stored.events.length]?.__typename).toBe('RunResumed');
  expect((await readDebate(second.url, id)).status).toBe('COMPLETED');
  await second.stop();
});
