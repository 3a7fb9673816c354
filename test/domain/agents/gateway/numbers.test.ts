import { describe, expect, it } from 'vitest';
import { callOnce } from '../../../../src/domain/agents/gateway/call-once.ts';
import { ModelError } from '../../../../src/domain/agents/gateway/model-error.ts';
import type { LanguageModel, Usage } from '../../../../src/domain/agents/language-model.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { aModel, ModelsWorld, Recorder } from '../../../support/providers/models-world.ts';

const WISH = { system: 'Be.', prompt: 'Which?', schema: null, maxOutputTokens: 100, read: (text: string) => text };
const ABSURD = [-1, 1.5, 1e30, 2e9, Number.NaN, Number.POSITIVE_INFINITY, '7' as unknown as number];

async function attemptWith(languageModel: LanguageModel, cost = 1) {
  const times = { callMs: 1_000, silenceMs: 1_000, answerMs: 1_000 };
  const ports = { languageModel, clock: new FakeClock(), costOf: () => cost, times };
  const wish = { wish: WISH, complaint: null, timeoutMs: 1_000, listener: new Recorder() };
  return (await callOnce(ports, aModel('openai:gpt'), wish, new AbortController().signal)).attempt;
}

function told(inputTokens: number, outputTokens: number): Usage {
  return { inputTokens, outputTokens, isEstimated: false };
}

describe('numbers from a provider', () => {
  it.each(ABSURD)('are estimated when they cannot be counts: %s', async (count) => {
    for (const usage of [told(count, 10), told(10, count)]) {
      const answering: LanguageModel = { call: async () => ({ text: 'yes', usage, servedModel: null }) };
      const failing: LanguageModel = { call: () => Promise.reject(new ModelError('CUT', 'It broke off.', { usage })) };
      for (const model of [answering, failing]) {
        expect(await attemptWith(model)).toMatchObject({ inputTokens: 3, isEstimated: true, costUsd: 1 });
      }
    }
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('leave a cost of %s unknown', async (cost) => {
    const model: LanguageModel = { call: async () => ({ text: 'yes', usage: told(1, 1), servedModel: null }) };
    expect(await attemptWith(model, cost)).toMatchObject({ inputTokens: 1, costUsd: null });
  });
});

it('a failed call is told with the words of the provider', async () => {
  const refused = new ModelError('AUTH', 'It refuses the key.', { said: '401: No such key.' });
  const world = new ModelsWorld({ replies: { 'openai:gpt': [refused] } });
  await world.generate('openai:gpt').catch(() => {});
  expect(world.details('modelFailed')).toEqual([
    {
      ...{ agent: 'openai-api', provider: 'openai', model: 'gpt', code: 'AUTH' },
      ...{ message: 'It refuses the key.', said: '401: No such key.' },
    },
  ]);
});

it('live text that turns out to be a thought is withdrawn', async () => {
  const recorder = new Recorder();
  const wish = { wish: WISH, complaint: null, timeoutMs: 1_000, listener: recorder };
  const languageModel: LanguageModel = {
    call: async (_call, onDelta) => {
      onDelta('Hm, ');
      onDelta('no.', false);
      onDelta('', true);
      onDelta('yes');
      return { text: 'yes', usage: told(1, 1), servedModel: null };
    },
  };
  const times = { callMs: 1_000, silenceMs: 1_000, answerMs: 1_000 };
  const ports = { languageModel, clock: new FakeClock(), costOf: () => 0, times };
  await callOnce(ports, aModel('openai:gpt'), wish, new AbortController().signal);
  expect(recorder.heard).toEqual(['Hm, ', 'no.', 'RESTART', 'yes']);
});
