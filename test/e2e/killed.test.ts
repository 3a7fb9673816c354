import { expect, it } from 'vitest';
import { verifyChain } from '../../src/domain/events/event.ts';
import { aServer } from '../infra/http/support/a-server.ts';
import { eventsOf } from '../infra/http/support/sockets.ts';
import { storedIn } from './support/data-directory.ts';
import { firstEvents, readDebate, startDebate } from './support/debates.ts';
import { aDirectory, launch, launchInVain } from './support/launch.ts';

it('a debate survives kill -9 of its server: its followers get every event once, and the same verdict', async () => {
  const dataDir = await aDirectory();
  const first = await launch(dataDir);
  const id = await startDebate(first.url, { paceMs: 100 });
  const seen = await firstEvents(first.url, id, 7);
  expect(await first.kill('SIGKILL')).toMatchObject({ signal: 'SIGKILL' });

  const second = await aServer({ ARAGORA_DATA_DIR: dataDir });
  const rest = await eventsOf(second.url, { debateId: id, after: seen.at(-1)?.cursor });
  const received = [...seen, ...rest];
  expect(received.map(({ seq }) => seq)).toEqual(received.map((_, at) => at + 1));
  expect(rest.filter(({ __typename }) => __typename === 'RunResumed')).toHaveLength(1);
  expect(rest.at(-1)).toMatchObject({ __typename: 'DebateEnded', status: 'COMPLETED' });

  const debate = await readDebate(second.url, id);
  const asked = debate.turns.map(({ participant, kind, round }) => `${participant.key} ${kind} ${round}`);
  expect(new Set(asked).size).toBe(asked.length);
  const undisturbed = await startDebate(second.url);
  await eventsOf(second.url, { debateId: undisturbed });
  expect(debate.verdict).toEqual((await readDebate(second.url, undisturbed)).verdict);
  expect(debate.verdict?.outcome).toBe('DECIDED');
  await second.stop();

  const { events } = await storedIn(dataDir, id);
  expect(verifyChain(events)).toEqual({ intact: true, erased: [] });
  expect(events.map(({ seq }) => seq)).toEqual(received.map(({ seq }) => seq));
});

it('a data directory belongs to one server, a second server names its owner, and kill -9 frees it', async () => {
  const dataDir = await aDirectory();
  const first = await launch(dataDir);
  const id = await startDebate(first.url, { paceMs: 60_000 });
  const { code, stderr } = await launchInVain(dataDir);
  expect(code).toBe(1);
  expect(stderr).toContain(`process ${first.pid}`);
  expect(stderr).toContain(first.url);
  expect(stderr).toContain('ARAGORA_DATA_DIR');
  expect(stderr).not.toMatch(/\n {4}at /);
  expect((await readDebate(first.url, id)).status).toBe('RUNNING');

  await first.kill('SIGKILL');
  const second = await aServer({ ARAGORA_DATA_DIR: dataDir });
  expect((await readDebate(second.url, id)).id).toBe(id);
  await second.stop();
});
