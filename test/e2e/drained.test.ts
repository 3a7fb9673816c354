import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { eventually } from '../infra/http/support/eventually.ts';
import { OpenAiServer, type Words } from '../support/providers/openai-server.ts';
import { readDebate, startDebate } from './support/debates.ts';
import { aDirectory, launch } from './support/launch.ts';
import type { Served } from './support/served.ts';

const providers: OpenAiServer[] = [];

afterEach(async () => {
  for (const provider of providers.splice(0)) await provider.close();
});

async function aProvider(words: Words) {
  const provider = new OpenAiServer(words);
  providers.push(provider);
  const settings = { ARAGORA_LOCAL_BASE_URL: await provider.open(), ARAGORA_LOCAL_MODEL: 'any' };
  return { provider, settings, fates: () => provider.calls.map(({ fate }) => fate) };
}

const WORDS = JSON.stringify({
  text: 'One reason more.',
  position: 'x',
  confidence: 0.8,
  reason: 'It is.',
  cited: [],
  arguments: [],
});

function startPanel(url: string): Promise<string> {
  const options = ['x', 'y'].map((id) => ({ id, label: `Option ${id}` }));
  const agents = ['a', 'b', 'c'].map((model) => `local:${model}`);
  return startDebate(url, { decision: { task: 'Which one?', options }, agents, mode: 'DELIBERATE' });
}

async function readiness({ url }: Served): Promise<number> {
  return (await fetch(`${url}/readyz`)).status;
}

it('SIGTERM lets the open calls of a debate end, and the next server repeats none of them', async () => {
  const gate = Promise.withResolvers<void>();
  const { provider, settings, fates } = await aProvider(async () => {
    await gate.promise;
    return WORDS;
  });
  const dataDir = await aDirectory();
  const first = await launch(dataDir, { ...settings, ARAGORA_DRAIN_SECONDS: '60' });
  const id = await startPanel(first.url);
  await eventually(fates).toEqual(['OPEN', 'OPEN', 'OPEN']);
  const stopped = first.kill('SIGTERM');
  await eventually(() => readiness(first)).toBe(503);
  expect(fates()).toEqual(['OPEN', 'OPEN', 'OPEN']);
  gate.resolve();
  expect((await stopped).code).toBe(0);
  expect(fates()).toEqual(['ANSWERED', 'ANSWERED', 'ANSWERED']);

  const second = await launch(dataDir, settings);
  await eventually(async () => (await readDebate(second.url, id)).status).toBe('COMPLETED');
  const proposals = provider.calls.filter(
    ({ request }) => JSON.stringify(request) === JSON.stringify(provider.calls[0]?.request),
  );
  expect(proposals).toHaveLength(1);
});

it('calls that are still open after ARAGORA_DRAIN_SECONDS are given up, and their cost is stored', async () => {
  const { settings, fates } = await aProvider(() => ({ words: WORDS.repeat(500), paceMs: 50 }));
  const dataDir = await aDirectory();
  const first = await launch(dataDir, { ...settings, ARAGORA_DRAIN_SECONDS: '1' });
  const id = await startPanel(first.url);
  await eventually(fates).toEqual(['OPEN', 'OPEN', 'OPEN']);
  expect((await first.kill('SIGTERM')).code).toBe(0);
  expect(fates()).toEqual(['HUNG_UP', 'HUNG_UP', 'HUNG_UP']);
  const { settings: none } = await aProvider(() => ({ words: WORDS, paceMs: 5_000 }));
  const second = await launch(dataDir, none);
  expect((await readDebate(second.url, id)).spending.inputTokens).toBeGreaterThan(0);
});

it('a second signal ends the server at once', async () => {
  const { settings, fates } = await aProvider(() => new Promise(() => {}));
  const server = await launch(await aDirectory(), { ...settings, ARAGORA_DRAIN_SECONDS: '600' });
  await startPanel(server.url);
  await eventually(fates).toEqual(['OPEN', 'OPEN', 'OPEN']);
  void server.kill('SIGTERM');
  await eventually(() => readiness(server)).toBe(503);
  expect((await server.kill('SIGTERM')).code).toBe(1);
});

it('SIGUSR2 writes a heap snapshot and does not end the server', async () => {
  const dataDir = await aDirectory();
  const server = await launch(dataDir);
  process.kill(server.pid, 'SIGUSR2');
  const written = () => {
    try {
      return readdirSync(join(dataDir, 'diagnostics')).length;
    } catch {
      return 0;
    }
  };
  await eventually(written).toBe(2);
  expect(await readiness(server)).toBe(200);
});
