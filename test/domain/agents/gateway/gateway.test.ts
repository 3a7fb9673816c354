import { describe, expect, it } from 'vitest';
import { aModel, ModelsWorld, Recorder } from '../../../support/providers/models-world.ts';
import { ALL, error, failureOf, GPT, GPT_BY_ROUTER, OPUS } from './asked-models.ts';

describe('an answer', () => {
  it('comes from the requested model, with its cost', async () => {
    const world = new ModelsWorld({ models: ALL, replies: { 'openai:gpt': [{ pieces: ['ye', 's'], afterMs: 700 }] } });
    const recorder = new Recorder();
    const { value, text, call } = await world.generate('openai:gpt', { read: (one) => one.length }, recorder);
    expect([value, text, recorder.heard]).toEqual([3, 'yes', ['ye', 's']]);
    const attempt = {
      ...{ provider: 'openai', model: 'gpt', failure: null, message: null, latencyMs: 700 },
      ...{ inputTokens: 100, outputTokens: 10, isEstimated: false, costUsd: 1.1, discardedText: null },
    };
    expect(call).toEqual({ requestedModel: 'openai:gpt', servedModel: 'openai:gpt', attempts: [attempt] });
    expect(recorder.attempts).toEqual([attempt]);
    const usage = { inputTokens: 100, outputTokens: 10, costUsd: 1.1 };
    expect(world.details('modelAttempted')).toEqual([
      { agent: 'openai-api', provider: 'openai', model: 'gpt', failure: null, durationMs: 700, ...usage },
    ]);
  });

  it('is sent to the listener through its reader, with a new reader for each attempt', async () => {
    const replies = { 'openai:gpt': [{ pieces: ['a', 'b'], end: error('CUT') }], 'anthropic:opus': ['c'] };
    const world = new ModelsWorld({ models: [GPT, OPUS], replies });
    const recorder = new Recorder();
    const reader = () => {
      let count = 0;
      return (piece: string) => (piece === 'b' ? '' : `${piece}${++count}`);
    };
    await world.generate('openai:gpt', { reader }, recorder);
    expect(recorder.heard).toEqual(['a1', 'RESTART', 'c1']);
  });

  it('is complete although its reader fails', async () => {
    const world = new ModelsWorld({ replies: { 'openai:gpt': [{ pieces: ['a', 'b', 'c'] }] } });
    const recorder = new Recorder();
    const reader = () => (piece: string) => {
      if (piece === 'b') throw new Error('unreadable');
      return piece;
    };
    expect((await world.generate('openai:gpt', { reader }, recorder)).text).toBe('abc');
    expect(recorder.heard).toEqual(['a']);
  });

  it('costs null when the price is unknown, and 0 only when no tokens were used', async () => {
    const models = [aModel('openai:gpt', { price: null }), OPUS];
    const replies = { 'openai:gpt': [error('RATE_LIMIT'), 'yes'], 'anthropic:opus': [error('OVERLOADED')] };
    const world = new ModelsWorld({ models, replies });
    const refused = await failureOf(world.generate('openai:gpt'));
    expect(refused.call?.attempts.map(({ costUsd }) => costUsd)).toEqual([0, 0]);
    expect((await world.generate('openai:gpt')).call.attempts.map(({ costUsd }) => costUsd)).toEqual([null]);
  });
});

describe('a malformed answer', () => {
  const read = (text: string) => {
    if (text === 'maybe') throw new Error('"maybe" is neither yes nor no.');
    return text;
  };

  it('is requested once more from the same model, with the description of the mistake', async () => {
    const world = new ModelsWorld({ models: ALL, replies: { 'openai:gpt': ['maybe', 'yes'] } });
    const recorder = new Recorder();
    const { value, call } = await world.generate('openai:gpt', { read }, recorder);
    expect(value).toBe('yes');
    expect(recorder.heard).toEqual(['maybe', 'RESTART', 'yes']);
    expect(call.attempts[0]).toMatchObject({
      ...{
        failure: 'MALFORMED',
        message: 'The answer did not have the form that was asked for.',
        discardedText: 'maybe',
      },
      ...{ inputTokens: 100, outputTokens: 10, isEstimated: false, costUsd: 1.1 },
    });
    const [first, second] = world.model.calls.map(({ prompt }) => prompt);
    expect(first).toBe('Which?');
    expect(second).toMatch(/^Which\?\n\n.*"maybe" is neither yes nor no\./);
  });

  it('of a fallback model is requested once more too, and this counts as no second fallback', async () => {
    const world = new ModelsWorld({
      models: ALL,
      replies: { 'openai:gpt': [error('AUTH')], [GPT_BY_ROUTER]: ['maybe', 'yes'] },
    });
    await world.generate('openai:gpt', { read });
    expect(world.details('fallbackUsed')).toHaveLength(1);
  });

  it('is requested from another model after the second time, without the description of the mistake', async () => {
    const world = new ModelsWorld({ models: ALL, replies: { 'openai:gpt': ['maybe'], [GPT_BY_ROUTER]: ['yes'] } });
    await world.generate('openai:gpt', { read });
    expect(world.model.asked).toEqual(['openai:gpt', 'openai:gpt', GPT_BY_ROUTER]);
    expect(world.model.calls[2]?.prompt).toBe('Which?');
  });
});

describe('a stream that breaks off', () => {
  it('with a 429 is restarted at another model, and the partial text is kept apart', async () => {
    const replies = { 'openai:gpt': [{ pieces: ['I th', 'ink'], end: error('RATE_LIMIT') }], [GPT_BY_ROUTER]: ['yes'] };
    const world = new ModelsWorld({ models: ALL, replies });
    const recorder = new Recorder();
    const { text, call } = await world.generate('openai:gpt', {}, recorder);
    expect([text, recorder.heard]).toEqual(['yes', ['I th', 'ink', 'RESTART', 'yes']]);
    expect(call.attempts[0]).toMatchObject({ failure: 'RATE_LIMIT', discardedText: 'I think' });
    expect(call.attempts[1]).toMatchObject({ failure: null, discardedText: null });
  });

  it('with a 429 and no other model is tried once more after a short wait, then fails with a code', async () => {
    const replies = { 'openai:gpt': [{ pieces: ['I th'], end: error('RATE_LIMIT') }] };
    const world = new ModelsWorld({ replies });
    const before = world.clock.monotonicMs();
    const failure = await failureOf(world.generate('openai:gpt'));
    expect(failure).toMatchObject({ name: 'AgentFailure', code: 'RATE_LIMIT', call: { servedModel: null } });
    // A pause of one second, and the 20 ms that are added to every wait.
    expect([world.model.calls.length, world.clock.monotonicMs() - before]).toEqual([2, 1_020]);
  });

  it('costs its prompt and its partial text, estimated when the provider gives no numbers', async () => {
    const replies = { 'openai:gpt': [{ pieces: ['12345678', '9'], end: error('CUT') }], 'anthropic:opus': ['yes'] };
    const world = new ModelsWorld({ models: [GPT, OPUS], replies });
    const wish = { system: 's'.repeat(30), prompt: 'p'.repeat(9), schema: { a: 1 } };
    const [cut] = (await world.generate('openai:gpt', wish)).call.attempts;
    // 30 + 9 + 7 characters of {"a":1}
    expect(cut).toMatchObject({ inputTokens: 12, outputTokens: 3, isEstimated: true, costUsd: 0.15 });
  });

  it('costs what the provider reports', async () => {
    const usage = { inputTokens: 50, outputTokens: 7, isEstimated: false };
    const replies = { 'openai:gpt': [{ pieces: ['a'], end: error('CUT', { usage }) }], 'anthropic:opus': ['yes'] };
    const world = new ModelsWorld({ models: [GPT, OPUS], replies });
    expect((await world.generate('openai:gpt')).call.attempts[0]).toMatchObject({ ...usage, costUsd: 0.57 });
  });

  it('keeps 20,000 characters of the partial text', async () => {
    const replies = { 'openai:gpt': [{ pieces: ['x'.repeat(50_000)], end: error('CUT') }], 'anthropic:opus': ['yes'] };
    const world = new ModelsWorld({ models: [GPT, OPUS], replies });
    expect((await world.generate('openai:gpt')).call.attempts[0]?.discardedText).toHaveLength(20_000);
  });
});

describe('a stopped search', () => {
  it('rejects with the reason at once, and counts the running call', async () => {
    const world = new ModelsWorld({
      models: ALL,
      replies: { 'openai:gpt': [{ pieces: ['half of it'], end: 'HANG' }] },
    });
    const recorder = new Recorder();
    const stop = new AbortController();
    const asked = world.ask('openai:gpt', {}, recorder, stop.signal);
    await world.clock.settle();
    const reason = new Error('The debate was cancelled.');
    stop.abort(reason);
    await expect(asked).rejects.toBe(reason);
    expect(recorder.attempts).toMatchObject([{ failure: 'CANCELLED', discardedText: 'half of it', isEstimated: true }]);
    expect(world.model.calls).toHaveLength(1);
  });

  it('makes no call when it was stopped before its start', async () => {
    const world = new ModelsWorld({ replies: { 'openai:gpt': ['yes'] } });
    const reason = new Error('Stop.');
    await expect(world.ask('openai:gpt', {}, new Recorder(), AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(world.model.calls).toHaveLength(0);
  });

  it('ends its wait', async () => {
    const world = new ModelsWorld({ replies: { 'openai:gpt': [error('RATE_LIMIT', { retryAfterMs: 5_000 })] } });
    const stop = new AbortController();
    const asked = world.ask('openai:gpt', {}, new Recorder(), stop.signal);
    await world.clock.settle();
    stop.abort(new Error('Stop.'));
    await expect(asked).rejects.toThrow('Stop.');
    expect(world.clock.sleeping).toBe(0);
  });

  it('releases the probe', async () => {
    const world = new ModelsWorld({ replies: { 'openai:gpt': [error('AUTH'), 'HANG', 'yes'] } });
    await failureOf(world.generate('openai:gpt'));
    await world.clock.advance(60_000);
    const stop = new AbortController();
    const asked = world.ask('openai:gpt', {}, new Recorder(), stop.signal);
    await world.clock.settle();
    stop.abort(new Error('Stop.'));
    await expect(asked).rejects.toThrow('Stop.');
    const before = world.clock.monotonicMs();
    expect((await world.generate('openai:gpt')).text).toBe('yes');
    expect(world.clock.monotonicMs() - before).toBe(0);
  });
});
