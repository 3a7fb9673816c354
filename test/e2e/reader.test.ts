import { expect, it } from 'vitest';
import { readConfig } from '../../src/app/config.ts';
import { type Part, type RunningServer, start } from '../../src/app/start.ts';
import { CancelDebateDocument } from '../../src/cli/generated/graphql.ts';
import { FREE } from '../infra/http/support/a-server.ts';
import { ask, send } from '../infra/http/support/requests.ts';
import { eventsOf } from '../infra/http/support/sockets.ts';
import { noteServer } from '../support/services/running-servers.ts';
import { storedIn } from './support/data-directory.ts';
import { firstEvents, readDebate, startDebate } from './support/debates.ts';
import { aDirectory } from './support/launch.ts';

/** Runs a server on this directory while the work lasts. */
async function served<T>(dataDir: string, part: Part, work: (server: RunningServer) => Promise<T>): Promise<T> {
  const server = await noteServer(start(readConfig({ ...FREE, ARAGORA_DATA_DIR: dataDir }), part));
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}

it('a reader does not touch a debate that another process left running, and the next runner finishes it', async () => {
  const dataDir = await aDirectory();
  const id = await served(dataDir, 'runner', async ({ url }) => {
    const started = await startDebate(url, { paceMs: 50 });
    await firstEvents(url, started, 5);
    return started;
  });
  const left = await storedIn(dataDir, id);
  expect(left.status).toBe('RUNNING');

  await served(dataDir, 'reader', async ({ url }) => {
    expect((await readDebate(url, id)).status).toBe('RUNNING');
    expect(await firstEvents(url, id, left.events.length)).toHaveLength(left.events.length);
  });
  expect(await storedIn(dataDir, id)).toEqual(left);

  const events = await served(dataDir, 'runner', ({ url }) => eventsOf(url, { debateId: id }));
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, at) => at + 1));
  expect(events.filter(({ __typename }) => __typename === 'RunResumed')).toHaveLength(1);
  expect(events[left.events.length]?.__typename).toBe('RunResumed');
  expect(events.at(-1)).toMatchObject({ __typename: 'DebateEnded', status: 'COMPLETED' });
});

it('a reader stores a started debate for the next runner, and counts a cancelled one', async () => {
  const dataDir = await aDirectory();
  const [kept, cancelled] = await served(dataDir, 'reader', async ({ url }) => {
    const ids = [await startDebate(url), await startDebate(url)] as const;
    const counted = async () =>
      /^aragora_debates_cancelled(?:\{.*\})? (\d+)$/m.exec((await send(`${url}/metrics`)).text)?.[1];
    expect(await counted()).toBe('0');
    await ask(url, CancelDebateDocument, { input: { id: ids[1] } });
    expect(await counted()).toBe('1');
    expect((await readDebate(url, ids[0])).status).toBe('PENDING');
    return ids;
  });
  expect((await storedIn(dataDir, cancelled)).status).toBe('CANCELLED');

  const events = await served(dataDir, 'runner', ({ url }) => eventsOf(url, { debateId: kept }));
  expect(events.map(({ __typename }) => __typename)).not.toContain('RunResumed');
  expect(events.at(-1)).toMatchObject({ __typename: 'DebateEnded', status: 'COMPLETED' });
});
