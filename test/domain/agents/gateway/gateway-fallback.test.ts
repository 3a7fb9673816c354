import { describe, expect, it } from 'vitest';
import type { FailureCode } from '../../../../src/domain/shared/call.ts';
import { aModel, ModelsWorld, Recorder } from '../../../support/providers/models-world.ts';
import { ALL, DEEPSEEK, error, failureOf, GPT, GPT_BY_ROUTER, LARGE, OPUS } from './asked-models.ts';

const CODES_TO_GO_ON: readonly FailureCode[] = ['RATE_LIMIT', 'OVERLOADED', 'OUT_OF_CREDIT', 'AUTH', 'TIMEOUT', 'CUT'];

describe('when a model fails', () => {
  it.each(CODES_TO_GO_ON)('with %s, the same model is asked at OpenRouter', async (code) => {
    const world = new ModelsWorld({ models: ALL, replies: { 'openai:gpt': [error(code)], [GPT_BY_ROUTER]: ['yes'] } });
    const { call } = await world.generate('openai:gpt');
    expect(call).toMatchObject({ requestedModel: 'openai:gpt', servedModel: GPT_BY_ROUTER });
    expect(call.attempts.map(({ failure }) => failure)).toEqual([code, null]);
    expect(world.details('fallbackUsed')).toEqual([{ from: 'openai-api', to: 'openrouter:openai/gpt', code }]);
  });

  it('at OpenRouter, the same model is asked at its maker', async () => {
    const world = new ModelsWorld({
      models: ALL,
      replies: { [GPT_BY_ROUTER]: [error('OVERLOADED')], 'openai:gpt': ['yes'] },
    });
    expect((await world.generate(GPT_BY_ROUTER)).call.servedModel).toBe('openai:gpt');
  });

  it('the default models of the other providers are asked next, in the order of the roster', async () => {
    const down = [error('OVERLOADED')];
    const replies = {
      ...{ 'openai:gpt': down, [GPT_BY_ROUTER]: down, 'anthropic:opus': down, 'openrouter:deepseek/chat': down },
      'mistral:large': ['yes'],
    };
    const models = [GPT, aModel('openai:mini'), OPUS, aModel('anthropic:haiku'), DEEPSEEK, LARGE];
    const world = new ModelsWorld({ models, replies });
    expect((await world.generate('openai:gpt')).call.servedModel).toBe('mistral:large');
    expect(world.model.asked).toEqual([
      ...['openai:gpt', GPT_BY_ROUTER, 'anthropic:opus', 'openrouter:deepseek/chat', 'mistral:large'],
    ]);
  });

  it('OpenRouter is skipped when it is not set up', async () => {
    const world = new ModelsWorld({
      models: [GPT, OPUS],
      replies: { 'openai:gpt': [error('RATE_LIMIT')], 'anthropic:opus': ['yes'] },
    });
    expect((await world.generate('openai:gpt')).call.servedModel).toBe('anthropic:opus');
  });

  it.each<FailureCode>(['AUTH', 'OUT_OF_CREDIT'])('with %s, no other model of that provider is asked', async (code) => {
    const replies = { 'openai:gpt': [error('CUT')], [GPT_BY_ROUTER]: [error(code)], 'anthropic:opus': ['yes'] };
    const world = new ModelsWorld({ models: [GPT, DEEPSEEK, OPUS], replies });
    await world.generate('openai:gpt');
    expect(world.model.asked).toEqual(['openai:gpt', GPT_BY_ROUTER, 'anthropic:opus']);
  });

  it('with CONTEXT, a model with a larger context is asked, and the same model is not asked at another provider', async () => {
    const models = [
      GPT,
      aModel('anthropic:opus', { contextTokens: 50_000 }),
      DEEPSEEK,
      aModel('gemini:pro', { contextTokens: 1e6 }),
    ];
    const replies = { 'openai:gpt': [error('CONTEXT')], 'gemini:pro': ['yes'] };
    const world = new ModelsWorld({ models, replies });
    await world.generate('openai:gpt');
    expect(world.model.asked).toEqual(['openai:gpt', 'gemini:pro']);
  });

  it.each<FailureCode>(['CONTEXT', 'CONTENT'])('with %s, only one other model is asked', async (code) => {
    const models = [
      GPT,
      aModel('anthropic:opus', { contextTokens: null }),
      aModel('mistral:large', { contextTokens: null }),
    ];
    const world = new ModelsWorld({
      models,
      replies: { 'openai:gpt': [error(code)], 'anthropic:opus': [error(code)] },
    });
    const failure = await failureOf(world.generate('openai:gpt'));
    expect(failure.code).toBe(code);
    expect(world.model.asked).toEqual(['openai:gpt', 'anthropic:opus']);
  });
});

describe('the search for an answer is limited', () => {
  const down = [error('OVERLOADED')];
  const many = ['gemini:pro', 'xai:grok', 'local:llama'].map((name) => aModel(name));

  it('when all models fail, at most five are asked, each once and without a wait', async () => {
    const names = ['openai:gpt', GPT_BY_ROUTER, 'anthropic:opus', 'openrouter:deepseek/chat', 'mistral:large'];
    const replies = Object.fromEntries([...names, 'gemini:pro', 'xai:grok', 'local:llama'].map((name) => [name, down]));
    const world = new ModelsWorld({ models: [...ALL, LARGE, ...many], replies });
    const before = world.clock.monotonicMs();
    const failure = await failureOf(world.generate('openai:gpt'));
    expect(world.model.asked).toEqual(names);
    expect(failure).toMatchObject({ code: 'OVERLOADED', call: { requestedModel: 'openai:gpt', servedModel: null } });
    expect(failure.call?.attempts).toHaveLength(5);
    expect(world.clock.monotonicMs() - before).toBe(0);
  });

  it('when all answers are malformed, no model is asked more than twice', async () => {
    const replies = { 'openai:gpt': ['no'], 'anthropic:opus': ['no'] };
    const world = new ModelsWorld({ models: [GPT, OPUS], replies });
    const read = () => {
      throw new Error('Wrong.');
    };
    expect((await failureOf(world.generate('openai:gpt', { read }))).code).toBe('MALFORMED');
    expect(world.model.asked).toEqual(['openai:gpt', 'openai:gpt', 'anthropic:opus', 'anthropic:opus']);
  });

  it('when the time for one answer is over, the search ends, and no call gets more than the remaining time', async () => {
    const slow = { pieces: [], end: error('TIMEOUT'), afterMs: 60_000 };
    const replies = { 'openai:gpt': [slow], 'anthropic:opus': [slow], 'mistral:large': [slow] };
    const times = { callMs: 60_000, silenceMs: 60_000, answerMs: 100_000 };
    const world = new ModelsWorld({ models: [GPT, OPUS, LARGE], replies, times });
    const failure = await failureOf(world.generate('openai:gpt'));
    expect(world.model.calls.map(({ timeoutMs, silenceMs }) => [timeoutMs, silenceMs])).toEqual([
      [60_000, 60_000],
      [40_000, 40_000],
    ]);
    expect(failure.message).toContain('The time for one answer was over.');
  });

  it('when the listener allows no further attempt, none is made', async () => {
    const world = new ModelsWorld({ models: ALL, replies: { 'openai:gpt': down } });
    const failure = await failureOf(world.generate('openai:gpt', {}, new Recorder(1)));
    expect(failure.call?.attempts).toHaveLength(1);
    expect(failure.message).toContain('budget');
  });

  it('when another process probes and never reports, the wait ends with the time for one answer', async () => {
    const times = { callMs: 60_000, silenceMs: 60_000, answerMs: 20_000 };
    const world = new ModelsWorld({ replies: { 'openai:gpt': [error('AUTH')] }, times });
    await failureOf(world.generate('openai:gpt'));
    await world.clock.advance(60_000);
    await world.breakers.admit('openai:gpt');
    const before = world.clock.monotonicMs();
    expect((await failureOf(world.generate('openai:gpt'))).code).toBe('AUTH');
    expect(world.clock.monotonicMs() - before).toBeLessThanOrEqual(20_000);
    expect(world.model.calls).toHaveLength(1);
  });
});

describe('a failure', () => {
  it('names the agents that were asked, the causes, and the remedy', async () => {
    const replies = { 'openai:gpt': [error('AUTH')], 'anthropic:opus': [error('TIMEOUT')] };
    const { message } = await failureOf(new ModelsWorld({ models: [GPT, OPUS], replies }).generate('openai:gpt'));
    expect(message).toBe(
      'No answer from openai-api, nor from another model in its place (openai-api: the key or the model was refused; ' +
        `anthropic-api: no answer in time). ${error('AUTH').message}`,
    );
  });

  it('is followed by a second call of the same model when there is no other model', async () => {
    for (const code of ['CUT', 'OVERLOADED', 'RATE_LIMIT'] as const) {
      const world = new ModelsWorld({ models: [GPT], replies: { 'openai:gpt': [error(code), 'yes'] } });
      const { call } = await world.generate('openai:gpt');
      expect(call.attempts.map(({ failure }) => failure)).toEqual([code, null]);
    }
  });

  it('has the code of the requested model', async () => {
    const replies = { 'openai:gpt': [error('OUT_OF_CREDIT')], 'anthropic:opus': [error('TIMEOUT')] };
    const world = new ModelsWorld({ models: [GPT, OPUS], replies });
    expect((await failureOf(world.generate('openai:gpt'))).code).toBe('OUT_OF_CREDIT');
  });

  it('is not reported for a programming error: the error is thrown, and the probe is released', async () => {
    const world = new ModelsWorld({ replies: { 'openai:gpt': [error('AUTH'), new TypeError('A defect.'), 'yes'] } });
    await failureOf(world.generate('openai:gpt'));
    await world.clock.advance(60_000);
    await expect(world.generate('openai:gpt')).rejects.toThrow('A defect.');
    const before = world.clock.monotonicMs();
    expect((await world.generate('openai:gpt')).text).toBe('yes');
    expect(world.clock.monotonicMs() - before).toBe(0);
  });
});
