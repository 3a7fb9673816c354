import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LiveView, type View } from '../../../src/cli/debate/live-view.ts';
import { watchDebate } from '../../../src/cli/debate/watch-debate.ts';
import { useToken } from '../../../src/cli/server/credential.ts';
import { liveTurn } from '../../../src/domain/debates/live/live-turn.ts';
import { type FakeServer, fakeServer } from '../../infra/http/support/fake-server.ts';
import { send } from '../../infra/http/support/requests.ts';
import { API_TOKEN } from '../../support/credentials.ts';
import { PATIENCE } from '../../support/waiting.ts';
import { Screen } from '../support/screen.ts';

const TURN = { participantId: 'bob', kind: 'PROPOSAL', round: 0 } as const;

beforeAll(() => useToken(API_TOKEN));

const running: FakeServer[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
});

/** A debate on a server, shown on a screen, with a way to write in it as bob, who is the next speaker. */
async function watching({ isTTY = true } = {}) {
  const server = await fakeServer();
  running.push(server);
  const { world } = server;
  const { id, workspaceId } = await world.start({ protocol: { paceMs: 1_000 } });
  const screen = new Screen({ columns: 60, rows: 30, isTTY });
  const watched = watchDebate(server.url, id, new LiveView('Ctrl-C stops watching', screen.stream));
  const turn = liveTurn(world.channel, world.clock, { workspaceId, stream: id }, TURN);
  const shown = () => screen.lines.join('\n');
  return { world, id, screen, shown, watched, turn };
}

describe('watching a debate', () => {
  it('shows live text until the finished turn replaces it', async () => {
    const { world, id, shown, watched, turn } = await watching();
    await expect.poll(() => world.channel.listening, PATIENCE).toBe(1);
    await world.runner.wake(id);
    await expect.poll(shown, PATIENCE).toContain('First answers');
    turn.text('I hold that 字字 is ');
    await world.clock.settle();
    turn.text('right');
    turn.done();
    await expect.poll(shown, PATIENCE).toContain('  BOB I hold that 字字 is right\n');
    await world.runToEnd(id);
    expect(await watched).toMatchObject({ id, status: 'COMPLETED' });
    expect(shown()).not.toContain('字字');
    expect(shown()).toContain('  BOB holds Option x\n    So it is.');
    expect([world.channel.listening, world.bus.listening]).toEqual([0, 0]);
  });

  it('requests no live text without a terminal', async () => {
    const { world, id, shown, watched } = await watching({ isTTY: false });
    await expect.poll(shown, PATIENCE).toContain('Which one?');
    expect(world.channel.listening).toBe(0);
    await world.runToEnd(id);
    expect(await watched).toMatchObject({ status: 'COMPLETED' });
  });

  it('follows the debate even if live text is not available', async () => {
    const server = await fakeServer();
    running.push(server);
    const { world } = server;
    world.debates.liveText = async () => {
      throw new Error('Out of order.');
    };
    const { id } = await world.start();
    const pieces: unknown[] = [];
    const kinds: string[] = [];
    const view: View = {
      showsText: true,
      show: ({ __typename }) => kinds.push(__typename),
      text: (piece) => pieces.push(piece),
      lost() {},
      regained() {},
      remark() {},
      close() {},
    };
    const watched = watchDebate(server.url, id, view);
    await expect.poll(() => kinds.length, PATIENCE).toBe(1);
    await world.runToEnd(id);
    expect(await watched).toMatchObject({ status: 'COMPLETED' });
    expect([kinds.at(-1), pieces]).toEqual(['DebateEnded', []]);
  });

  it('stops immediately and closes everything when its signal is aborted', async () => {
    const server = await fakeServer();
    running.push(server);
    const { id } = await server.world.start();
    const leaving = new AbortController();
    const screen = new Screen();
    const watched = watchDebate(server.url, id, new LiveView('Ctrl-C stops watching', screen.stream), leaving.signal);
    await expect.poll(() => server.world.channel.listening, PATIENCE).toBe(1);
    leaving.abort();
    expect(await watched).toBeUndefined();
    await expect.poll(() => server.world.channel.listening, PATIENCE).toBe(0);
    const metrics = async () => (await send(`${server.url}/metrics`)).text;
    await expect.poll(metrics, PATIENCE).toContain('aragora_ws_connections_active 0');
  });
});
