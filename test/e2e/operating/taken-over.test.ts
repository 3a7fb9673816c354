import { expect, it, onTestFinished } from 'vitest';
import { eventually } from '../../infra/http/support/eventually.ts';
import { OpenAiServer, type SeenCall } from '../../support/providers/openai-server.ts';
import { readDebate, startDebate } from '../support/debates.ts';
import { aDirectory, launch } from '../support/launch.ts';

const DEBATES = 40;
const OPTIONS = ['x', 'y'].map((id) => ({ id, label: `Option ${id}` }));
const AGENTS = ['a', 'b', 'c'].map((model) => `local:${model}`);
const WORDS = { text: 'One more.', position: 'x', confidence: 0.8, reason: 'It is.', cited: [], arguments: [] };

function requestOf({ model, request }: SeenCall): string {
  return JSON.stringify([model, request.messages]);
}

it(`${DEBATES} debates of a slow provider are drained and taken over, and no answer is paid for twice`, async () => {
  const gate = Promise.withResolvers<void>();
  const provider = new OpenAiServer(async ({ model }) => {
    if (model !== 'a') await gate.promise;
    return JSON.stringify(WORDS);
  });
  onTestFinished(() => provider.close());
  const settings = {
    ...{ ARAGORA_LOCAL_BASE_URL: await provider.open(), ARAGORA_LOCAL_MODEL: 'any' },
    ...{ ARAGORA_MAX_DEBATES_PER_WORKSPACE: `${DEBATES}`, ARAGORA_MAX_CONCURRENT_DEBATES: `${DEBATES}` },
    // The provider is silent for as long as a busy machine needs to start all debates.
    ...{ ARAGORA_AGENT_SILENCE: '300', ARAGORA_AGENT_TIMEOUT: '3600' },
  };
  const withFate = (fate: SeenCall['fate']) => provider.calls.filter((call) => call.fate === fate);
  const dataDir = await aDirectory();
  const first = await launch(dataDir, { ...settings, ARAGORA_DRAIN_SECONDS: '300' });
  const names = Array.from({ length: DEBATES }, (_, nth) => `Which one of case ${nth}?`);
  const ids = await Promise.all(
    names.map((task) =>
      startDebate(first.url, { decision: { task, options: OPTIONS }, agents: AGENTS, mode: 'DELIBERATE' }),
    ),
  );
  await eventually(() => [withFate('ANSWERED').length, withFate('OPEN').length]).toEqual([DEBATES, 2 * DEBATES]);
  const stopped = first.kill('SIGTERM');
  await eventually(async () => (await fetch(`${first.url}/readyz`)).status).toBe(503);
  gate.resolve();
  expect((await stopped).code).toBe(0);
  expect(withFate('ANSWERED')).toHaveLength(3 * DEBATES);
  expect(provider.calls).toHaveLength(3 * DEBATES);

  const second = await launch(dataDir, settings);
  for (const id of ids) await eventually(async () => (await readDebate(second.url, id)).status).toBe('COMPLETED');
  expect(provider.calls.length).toBeGreaterThan(3 * DEBATES);
  expect(new Set(provider.calls.map(requestOf)).size).toBe(provider.calls.length);
});
