import { LLMock } from '@copilotkit/aimock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROVIDER_IDS } from '../../../src/domain/agents/provider-id.ts';
import { AiSdkLanguageModel } from '../../../src/infra/agents/ai-sdk.ts';
import { PROVIDERS } from '../../../src/infra/agents/provider.ts';
import { systemClock } from '../../../src/infra/runtime.ts';

const WORDS = 'A write-ahead log lets readers continue during a write.';
const SCHEMA = {
  type: 'object',
  properties: { vote: { type: 'string' } },
  required: ['vote'],
  additionalProperties: false,
};

// This mock was written by others, so its knowledge of the APIs does not come from this project.
const mock = new LLMock({ port: 0 });
beforeAll(async () => {
  mock.onMessage('speak', { content: WORDS }, { chunkSize: 8 });
  mock.onMessage('vote', { content: '{"vote":"sqlite"}' }, { chunkSize: 5 });
  await mock.start();
});
afterAll(() => mock.stop());

// The reasoning items of aimock lack the status field of xAI. Our own fake provider tests it in faults.test.ts.
describe.each(PROVIDER_IDS.filter((id) => id !== 'xai'))('%s, as simulated by aimock', (id) => {
  const deltas: string[] = [];
  const ask = (prompt: string, schema: typeof SCHEMA | null) => {
    const baseUrl = mock.url + PROVIDERS[id].path;
    const model = new AiSdkLanguageModel([{ id, apiKey: 'key', baseUrl }], systemClock);
    const limits = { maxOutputTokens: 100, timeoutMs: 5_000, silenceMs: 5_000 };
    const call = {
      model: { provider: id, model: 'claude-opus-4-6' },
      system: 'You debate.',
      prompt,
      schema,
      ...limits,
    };
    deltas.length = 0;
    return model.call(call, (text) => deltas.push(text), new AbortController().signal);
  };

  it('streams an answer', async () => {
    const answer = await ask('speak', null);
    expect(answer.text).toBe(WORDS);
    expect(deltas.join('')).toBe(WORDS);
    expect(deltas.length).toBeGreaterThan(3);
    expect(answer.usage.inputTokens).toBeGreaterThan(0);
    expect(answer.usage.outputTokens).toBeGreaterThan(0);
  });

  it('streams an answer with a schema', async () => {
    const answer = await ask('vote', SCHEMA);
    expect(JSON.parse(answer.text)).toEqual({ vote: 'sqlite' });
    expect(deltas.join('')).toBe(answer.text);
  });
});
