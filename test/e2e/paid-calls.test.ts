import { afterEach, expect, it } from 'vitest';
import {
  CancelDebateDocument,
  DebatesDocument,
  DebateTokensDocument,
  type StartDebateInput,
} from '../../src/cli/generated/graphql.ts';
import { eventually } from '../infra/http/support/eventually.ts';
import { ask } from '../infra/http/support/requests.ts';
import { aClient, eventsOf, follow, iterate } from '../infra/http/support/sockets.ts';
import { OpenAiServer, type SeenCall, type Words } from '../support/providers/openai-server.ts';
import { readDebate, startDebate } from './support/debates.ts';
import { aDirectory, launch } from './support/launch.ts';

const providers: OpenAiServer[] = [];

afterEach(async () => {
  for (const provider of providers.splice(0)) await provider.close();
});

async function aProvider(words: Words) {
  const provider = new OpenAiServer(words);
  providers.push(provider);
  const settings = { ARAGORA_LOCAL_BASE_URL: await provider.open(), ARAGORA_LOCAL_MODEL: 'any' };
  const fates = () => provider.calls.map(({ fate }) => fate);
  return { provider, settings, fates };
}

/** Three models, named after the debate. They are asked at once. */
function aPanel(name: string): Partial<StartDebateInput> {
  const options = ['x', 'y'].map((id) => ({ id, label: `Option ${id}` }));
  const agents = ['a', 'b', 'c'].map((model) => `local:${name}-${model}`);
  return { decision: { task: 'Which one?', options }, agents, mode: 'SAFE' };
}

/** A blind answer for option x with a text of `words` words. */
function blindAnswer(words: number): string {
  const text = 'One reason more. 💡 '.repeat(words / 4);
  return JSON.stringify({ text, position: 'x', confidence: 0.8, reason: 'It is.', cited: [], arguments: [] });
}

it('cancelling a debate ends its open model calls at once, and no call of another debate', async () => {
  const { provider, settings } = await aProvider(() => ({ words: blindAnswer(8_000), paceMs: 50 }));
  // The time-outs of the server are too long to end the calls.
  const longTimeouts = { ARAGORA_AGENT_SILENCE: '300', ARAGORA_AGENT_TIMEOUT: '3600' };
  const server = await launch(await aDirectory(), { ...settings, ...longTimeouts });
  const names = ['one', 'two', 'three'];
  const ids = await Promise.all(names.map((name) => startDebate(server.url, aPanel(name))));
  const callsOf = (name: string) => provider.calls.filter(({ model }) => model.startsWith(`${name}-`));
  await eventually(() => provider.calls.length).toBe(9);

  for (const [at, name] of names.entries()) {
    await ask(server.url, CancelDebateDocument, { input: { id: ids[at] ?? '' } });
    // The answer takes minutes. A server that waited for it would not have closed the connection.
    for (const { fate } of await Promise.all(callsOf(name).map(({ over }) => over))) expect(fate).toBe('HUNG_UP');
    const others = names.slice(at + 1).flatMap(callsOf);
    expect(others.map(({ fate }) => fate)).toEqual(others.map(() => 'OPEN'));
  }
  await eventually(async () => (await readDebate(server.url, ids[2] ?? '')).status).toBe('CANCELLED');
  expect(provider.calls).toHaveLength(9);
});

it('a viewer who disconnects stops no call', async () => {
  const { provider, settings, fates } = await aProvider(() => ({ words: blindAnswer(400), paceMs: 30 }));
  const server = await launch(await aDirectory(), settings);
  const debateId = await startDebate(server.url, aPanel('seen'));
  const viewer = aClient(server.url);
  const events = follow(viewer, { debateId });
  const tokens = iterate(viewer, DebateTokensDocument, { debateId });
  await Promise.all([events.next(), tokens.next()]);
  await viewer.dispose();
  expect(fates()).toEqual(['OPEN', 'OPEN', 'OPEN']);

  expect((await eventsOf(server.url, { debateId })).at(-1)).toMatchObject({ status: 'COMPLETED' });
  expect(fates()).toEqual(['ANSWERED', 'ANSWERED', 'ANSWERED']);
  const { text } = JSON.parse(blindAnswer(400)) as { text: string };
  expect((await readDebate(server.url, debateId)).turns.map((turn) => turn.text)).toEqual([text, text, text]);
  expect(provider.calls).toHaveLength(3);
});

it('after kill -9 no call with a stored answer is repeated, and the spending is kept', async () => {
  const ruling = {
    'Whether there is a preference': 'Yes',
    'Supported Side': 'Negative',
    'Correct Answer': 'In a table.',
  };
  const said: Record<string, string> = { pro: 'In a cookie.', con: 'In a table, since …', mod: JSON.stringify(ruling) };
  let isSlow = true;
  const { provider, settings } = await aProvider(({ model }) => {
    const words = said[model] ?? '';
    return isSlow && model === 'con' ? { words: words.repeat(1_000), paceMs: 50 } : words;
  });
  const dataDir = await aDirectory();
  const first = await launch(dataDir, settings);
  const id = await startDebate(first.url, {
    decision: { task: 'Where do the sessions go?' },
    agents: ['local:pro', 'local:con'],
    ...{ moderator: 'local:mod', judge: 'local:judge', mode: 'MODERATED' },
  });
  await eventually(() => provider.calls.map(({ model }) => model)).toEqual(['pro', 'pro', 'con']);

  const { debates } = await ask(first.url, DebatesDocument, {
    first: 10,
    filter: { status: ['RUNNING'] },
    orderBy: 'NEWEST_FIRST',
  });
  const spent = spentFor(provider.calls.slice(0, 2));
  // A local model has no known price.
  expect(debates.edges.map(({ node }) => node)).toMatchObject([
    { id, spending: { ...spent, costUsd: null, knownCostUsd: 0 } },
  ]);

  await first.kill('SIGKILL');
  expect((await provider.calls[2]?.over)?.fate).toBe('HUNG_UP');
  isSlow = false;
  const second = await launch(dataDir, settings);
  await eventsOf(second.url, { debateId: id });

  const journal = provider.calls.map(({ model, fate }) => `${model} ${fate}`);
  expect(journal).toEqual(['pro ANSWERED', 'pro ANSWERED', 'con HUNG_UP', 'con ANSWERED', 'mod ANSWERED']);
  const { status, verdict, spending } = await readDebate(second.url, id);
  expect({ status, verdict }).toMatchObject({
    status: 'COMPLETED',
    verdict: { answer: 'In a table.', decidedBy: 'MODERATOR', debateGain: 'UNKNOWN' },
  });
  expect(spending).toMatchObject(spentFor(provider.calls.filter(({ fate }) => fate === 'ANSWERED')));
});

/** The tokens that the server counted for these calls. */
function spentFor(calls: readonly SeenCall[]) {
  const sum = (pick: 'input' | 'output') => calls.reduce((total, { tokens }) => total + (tokens?.[pick] ?? 0), 0);
  return { inputTokens: sum('input'), outputTokens: sum('output') };
}
