import { describe, expect, it } from 'vitest';
import { ModelError } from '../../../src/domain/agents/model-error.ts';
import type { AgentFailure, FailureCode } from '../../../src/domain/shared/call.ts';
import { aModel, ModelsWorld, Recorder } from '../../support/models-world.ts';

const GPT = aModel('openai:gpt');
const OPUS = aModel('anthropic:opus');
const LARGE = aModel('mistral:large');
const DEEPSEEK = aModel('openrouter:deepseek/chat', { family: 'deepseek' });
const GPT_BY_ROUTER = 'openrouter:openai/gpt';
const ALL = [GPT, OPUS, DEEPSEEK];

const CODES_TO_GO_ON: readonly FailureCode[] = ['RATE_LIMIT', 'OVERLOADED', 'OUT_OF_CREDIT', 'AUTH', 'TIMEOUT', 'CUT'];

function error(code: FailureCode, detail: ConstructorParameters<typeof ModelError>[2] = {}): ModelError {
  return new ModelError(code, `It was ${code}.`, detail);
}

/** The failure that a search ends with. */
async function failureOf(search: Promise<unknown>): Promise<AgentFailure> {
  return search.then(
    () => Promise.reject(new Error('It answered.')),
    (failure: AgentFailure) => failure,
  );
}

describe('an answer', () => {
  it('comes from the model that was asked for, and says what it cost', async () => {
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
    expect(world.details('model.attempted')).toEqual([
      { agent: 'openai-api', provider: 'openai', model: 'gpt', failure: null, durationMs: 700, ...usage },
    ]);
  });

  it('is shown to people as its reader makes it, with a new reader for each attempt', async () => {
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

  it('is not lost when its reader fails', async () => {
    const world = new ModelsWorld({ replies: { 'openai:gpt': [{ pieces: ['a', 'b', 'c'] }] } });
    const recorder = new Recorder();
    const reader = () => (piece: string) => {
      if (piece === 'b') throw new Error('unreadable');
      return piece;
    };
    expect((await world.generate('openai:gpt', { reader }, recorder)).text).toBe('abc');
    expect(recorder.heard).toEqual(['a']);
  });

  it('has a price of null where the price is not known, and of 0 only where nothing was used', async () => {
    const models = [aModel('openai:gpt', { price: null }), OPUS];
    const replies = { 'openai:gpt': [error('RATE_LIMIT'), 'yes'], 'anthropic:opus': [error('OVERLOADED')] };
    const world = new ModelsWorld({ models, replies });
    const refused = await failureOf(world.generate('openai:gpt'));
    expect(refused.call?.attempts.map(({ costUsd }) => costUsd)).toEqual([0, 0]);
    expect((await world.generate('openai:gpt')).call.attempts.map(({ costUsd }) => costUsd)).toEqual([null]);
  });
});

describe('when a model fails', () => {
  it.each(CODES_TO_GO_ON)('with %s, the same model answers by way of OpenRouter', async (code) => {
    const world = new ModelsWorld({ models: ALL, replies: { 'openai:gpt': [error(code)], [GPT_BY_ROUTER]: ['yes'] } });
    const { call } = await world.generate('openai:gpt');
    expect(call).toMatchObject({ requestedModel: 'openai:gpt', servedModel: GPT_BY_ROUTER });
    expect(call.attempts.map(({ failure }) => failure)).toEqual([code, null]);
    expect(world.details('fallback.used')).toEqual([{ from: 'openai-api', to: 'openrouter:openai/gpt', code }]);
  });

  it('at OpenRouter, the same model answers at its maker', async () => {
    const world = new ModelsWorld({
      models: ALL,
      replies: { [GPT_BY_ROUTER]: [error('OVERLOADED')], 'openai:gpt': ['yes'] },
    });
    expect((await world.generate(GPT_BY_ROUTER)).call.servedModel).toBe('openai:gpt');
  });

  it('the default models of the other providers follow, in the order of the roster', async () => {
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

  it('OpenRouter is left out where it is not set up', async () => {
    const world = new ModelsWorld({
      models: [GPT, OPUS],
      replies: { 'openai:gpt': [error('RATE_LIMIT')], 'anthropic:opus': ['yes'] },
    });
    expect((await world.generate('openai:gpt')).call.servedModel).toBe('anthropic:opus');
  });

  it.each<FailureCode>(['AUTH', 'OUT_OF_CREDIT'])('with %s, no other model of its provider is asked', async (code) => {
    const replies = { 'openai:gpt': [error('CUT')], [GPT_BY_ROUTER]: [error(code)], 'anthropic:opus': ['yes'] };
    const world = new ModelsWorld({ models: [GPT, DEEPSEEK, OPUS], replies });
    await world.generate('openai:gpt');
    expect(world.model.asked).toEqual(['openai:gpt', GPT_BY_ROUTER, 'anthropic:opus']);
  });

  it('with CONTEXT, a model with more room is asked, and not the same one elsewhere', async () => {
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

  it.each<FailureCode>(['CONTEXT', 'CONTENT'])('with %s, one other model is asked and no more', async (code) => {
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

describe('an answer that cannot be used', () => {
  const read = (text: string) => {
    if (text === 'maybe') throw new Error('"maybe" is neither yes nor no.');
    return text;
  };

  it('is asked for once more of the same model, which is told what was wrong', async () => {
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

  it('of one that stands in for another is asked for once more too, which is no second fallback', async () => {
    const world = new ModelsWorld({
      models: ALL,
      replies: { 'openai:gpt': [error('AUTH')], [GPT_BY_ROUTER]: ['maybe', 'yes'] },
    });
    await world.generate('openai:gpt', { read });
    expect(world.details('fallback.used')).toHaveLength(1);
  });

  it('is asked for elsewhere after the second time, without a word of the complaint', async () => {
    const world = new ModelsWorld({ models: ALL, replies: { 'openai:gpt': ['maybe'], [GPT_BY_ROUTER]: ['yes'] } });
    await world.generate('openai:gpt', { read });
    expect(world.model.asked).toEqual(['openai:gpt', 'openai:gpt', GPT_BY_ROUTER]);
    expect(world.model.calls[2]?.prompt).toBe('Which?');
  });
});

describe('a stream that breaks off', () => {
  it('429 within it: the answer begins anew elsewhere, and what had come is kept apart', async () => {
    const replies = { 'openai:gpt': [{ pieces: ['I th', 'ink'], end: error('RATE_LIMIT') }], [GPT_BY_ROUTER]: ['yes'] };
    const world = new ModelsWorld({ models: ALL, replies });
    const recorder = new Recorder();
    const { text, call } = await world.generate('openai:gpt', {}, recorder);
    expect([text, recorder.heard]).toEqual(['yes', ['I th', 'ink', 'RESTART', 'yes']]);
    expect(call.attempts[0]).toMatchObject({ failure: 'RATE_LIMIT', discardedText: 'I think' });
    expect(call.attempts[1]).toMatchObject({ failure: null, discardedText: null });
  });

  it('429 within it, and nothing to fall back on: once more after a breath, then a typed failure', async () => {
    const replies = { 'openai:gpt': [{ pieces: ['I th'], end: error('RATE_LIMIT') }] };
    const world = new ModelsWorld({ replies });
    const before = world.clock.monotonicMs();
    const failure = await failureOf(world.generate('openai:gpt'));
    expect(failure).toMatchObject({ name: 'AgentFailure', code: 'RATE_LIMIT', call: { servedModel: null } });
    // A second's rest, and twice the 10 ms in which a piece comes.
    expect([world.model.calls.length, world.clock.monotonicMs() - before]).toEqual([2, 1_020]);
  });

  it('costs its prompt and what had come, estimated where nobody says', async () => {
    const replies = { 'openai:gpt': [{ pieces: ['12345678', '9'], end: error('CUT') }], 'anthropic:opus': ['yes'] };
    const world = new ModelsWorld({ models: [GPT, OPUS], replies });
    const wish = { system: 's'.repeat(30), prompt: 'p'.repeat(9), schema: { a: 1 } };
    const [cut] = (await world.generate('openai:gpt', wish)).call.attempts;
    // 30 + 9 + 7 characters of {"a":1}
    expect(cut).toMatchObject({ inputTokens: 12, outputTokens: 3, isEstimated: true, costUsd: 0.15 });
  });

  it('costs what the provider says, where it says so', async () => {
    const usage = { inputTokens: 50, outputTokens: 7, isEstimated: false };
    const replies = { 'openai:gpt': [{ pieces: ['a'], end: error('CUT', { usage }) }], 'anthropic:opus': ['yes'] };
    const world = new ModelsWorld({ models: [GPT, OPUS], replies });
    expect((await world.generate('openai:gpt')).call.attempts[0]).toMatchObject({ ...usage, costUsd: 0.57 });
  });

  it('keeps 20,000 characters of what had come', async () => {
    const replies = { 'openai:gpt': [{ pieces: ['x'.repeat(50_000)], end: error('CUT') }], 'anthropic:opus': ['yes'] };
    const world = new ModelsWorld({ models: [GPT, OPUS], replies });
    expect((await world.generate('openai:gpt')).call.attempts[0]?.discardedText).toHaveLength(20_000);
  });
});

describe('a provider that asks for a short wait', () => {
  it('is waited for, once, when there is nobody else', async () => {
    const world = new ModelsWorld({ replies: { 'openai:gpt': [error('RATE_LIMIT', { retryAfterMs: 3_000 }), 'yes'] } });
    const before = world.clock.monotonicMs();
    expect((await world.generate('openai:gpt')).text).toBe('yes');
    expect(world.clock.monotonicMs() - before).toBe(3_020);
  });

  it('is not waited for a second time', async () => {
    const world = new ModelsWorld({ replies: { 'openai:gpt': [error('RATE_LIMIT', { retryAfterMs: 3_000 })] } });
    expect((await failureOf(world.generate('openai:gpt'))).code).toBe('RATE_LIMIT');
    expect(world.model.calls).toHaveLength(2);
  });

  it('is not waited for when it asks for longer, or when somebody else is there', async () => {
    const world = new ModelsWorld({ replies: { 'openai:gpt': [error('RATE_LIMIT', { retryAfterMs: 5_001 })] } });
    await failureOf(world.generate('openai:gpt'));
    expect(world.model.calls).toHaveLength(1);
    const replies = { 'openai:gpt': [error('RATE_LIMIT', { retryAfterMs: 1_000 })], 'anthropic:opus': ['yes'] };
    const other = new ModelsWorld({ models: [GPT, OPUS], replies });
    const before = other.clock.monotonicMs();
    await other.generate('openai:gpt');
    expect(other.clock.monotonicMs() - before).toBe(0);
  });

  it('is waited for by five agents at once, of which one looks first', async () => {
    const limited = error('RATE_LIMIT', { retryAfterMs: 2_000 });
    const replies = { 'openai:gpt': [...Array(5).fill(limited), { pieces: ['yes'], afterMs: 4_000 }] };
    const world = new ModelsWorld({ replies });
    const answers = Promise.all(Array.from({ length: 5 }, () => world.ask('openai:gpt')));
    await world.clock.advance(2_500);
    expect(world.model.calls).toHaveLength(6);
    expect((await world.clock.passing(answers)).map(({ text }) => text)).toEqual(Array(5).fill('yes'));
    expect(world.model.calls).toHaveLength(10);
  });

  it('is given up by all five when the one that looks first is turned away again', async () => {
    const world = new ModelsWorld({ replies: { 'openai:gpt': [error('RATE_LIMIT', { retryAfterMs: 2_000 })] } });
    const failures = Promise.all(Array.from({ length: 5 }, () => failureOf(world.ask('openai:gpt'))));
    const codes = (await world.clock.passing(failures)).map(({ code }) => code);
    expect(codes).toEqual(Array(5).fill('RATE_LIMIT'));
    expect(world.model.calls).toHaveLength(6);
  });
});

describe('a model whose breaker is open', () => {
  it('is passed over, and asked again after a minute', async () => {
    const replies = { 'openai:gpt': [error('AUTH'), 'yes'], 'anthropic:opus': ['well'] };
    const world = new ModelsWorld({ models: [GPT, OPUS], replies });
    for (let nth = 0; nth < 3; nth++) await world.generate('openai:gpt');
    expect(world.model.asked).toEqual(['openai:gpt', 'anthropic:opus', 'anthropic:opus', 'anthropic:opus']);
    expect(world.details('fallback.used')).toHaveLength(3);
    await world.clock.advance(60_000);
    expect((await world.generate('openai:gpt')).call.servedModel).toBe('openai:gpt');
  });

  it('is not asked at all when there is nobody else, and the failure says why', async () => {
    const world = new ModelsWorld({ replies: { 'openai:gpt': [error('OUT_OF_CREDIT', { retryAfterMs: 3_600_000 })] } });
    await failureOf(world.generate('openai:gpt'));
    const failure = await failureOf(world.generate('openai:gpt'));
    expect(failure).toMatchObject({ code: 'OUT_OF_CREDIT', call: { attempts: [], servedModel: null } });
    expect(failure.message).toMatch(/not asked again so soon after "no credit left".*Add credit/);
    expect(world.model.calls).toHaveLength(1);
  });

  it.each<[FailureCode, number]>([
    ['OVERLOADED', 5],
    ['TIMEOUT', 5],
    ['CUT', 5],
    ['RATE_LIMIT', 5],
    ['AUTH', 1],
    ['OUT_OF_CREDIT', 1],
    ['CONTEXT', 8],
    ['CONTENT', 8],
  ])('%s: of 8 calls in a row %i are made', async (code, count) => {
    const world = new ModelsWorld({ replies: { 'openai:gpt': [error(code)] } });
    for (let nth = 0; nth < 8; nth++) await failureOf(world.generate('openai:gpt'));
    expect(world.model.calls).toHaveLength(count);
  });

  it('is not opened by calls that we stop', async () => {
    const world = new ModelsWorld({ replies: { 'openai:gpt': ['HANG'] } });
    for (let nth = 0; nth < 8; nth++) {
      const stop = new AbortController();
      const asked = world.ask('openai:gpt', {}, new Recorder(), stop.signal);
      await world.clock.settle();
      stop.abort(new Error('stop'));
      await expect(asked).rejects.toThrow('stop');
    }
    expect(world.model.calls).toHaveLength(8);
  });
});

describe('nothing is tried for ever', () => {
  const down = [error('OVERLOADED')];
  const many = ['gemini:pro', 'xai:grok', 'local:llama'].map((name) => aModel(name));

  it('when everything fails, each model is asked once, five at most, and no time passes', async () => {
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

  it('when everything asks for another try, no model is asked more than twice', async () => {
    const replies = { 'openai:gpt': ['no'], 'anthropic:opus': ['no'] };
    const world = new ModelsWorld({ models: [GPT, OPUS], replies });
    const read = () => {
      throw new Error('Wrong.');
    };
    expect((await failureOf(world.generate('openai:gpt', { read }))).code).toBe('MALFORMED');
    expect(world.model.asked).toEqual(['openai:gpt', 'openai:gpt', 'anthropic:opus', 'anthropic:opus']);
  });

  it('when the time for one answer is over, it ends, and no call is given more than what is left', async () => {
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

  it('when somebody else probes and never comes back, the wait ends with the time for one answer', async () => {
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

describe('a search that is stopped', () => {
  it('rejects with the reason at once, and the call in flight still counts', async () => {
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

  it('makes no call when it was stopped before', async () => {
    const world = new ModelsWorld({ replies: { 'openai:gpt': ['yes'] } });
    const reason = new Error('Stop.');
    await expect(world.ask('openai:gpt', {}, new Recorder(), AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(world.model.calls).toHaveLength(0);
  });

  it('does not wait on', async () => {
    const world = new ModelsWorld({ replies: { 'openai:gpt': [error('RATE_LIMIT', { retryAfterMs: 5_000 })] } });
    const stop = new AbortController();
    const asked = world.ask('openai:gpt', {}, new Recorder(), stop.signal);
    await world.clock.settle();
    stop.abort(new Error('Stop.'));
    await expect(asked).rejects.toThrow('Stop.');
    expect(world.clock.sleeping).toBe(0);
  });

  it('lets another probe go', async () => {
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

describe('a failure', () => {
  it('says who was asked, what went wrong, and what to do', async () => {
    const replies = { 'openai:gpt': [error('AUTH')], 'anthropic:opus': [error('TIMEOUT')] };
    const { message } = await failureOf(new ModelsWorld({ models: [GPT, OPUS], replies }).generate('openai:gpt'));
    expect(message).toBe(
      'No answer from openai-api, nor from another model in its place (openai-api: the key or the model was refused; ' +
        `anthropic-api: no answer in time). ${error('AUTH').message}`,
    );
  });

  it('is no reason to give up at once where there is nobody else: whoever stumbled is asked once more', async () => {
    for (const code of ['CUT', 'OVERLOADED'] as const) {
      const world = new ModelsWorld({ models: [GPT], replies: { 'openai:gpt': [error(code), 'yes'] } });
      const { call } = await world.generate('openai:gpt');
      expect(call.attempts.map(({ failure }) => failure)).toEqual([code, null]);
    }
  });

  it('has the code of the model that was asked for', async () => {
    const replies = { 'openai:gpt': [error('OUT_OF_CREDIT')], 'anthropic:opus': [error('TIMEOUT')] };
    const world = new ModelsWorld({ models: [GPT, OPUS], replies });
    expect((await failureOf(world.generate('openai:gpt'))).code).toBe('OUT_OF_CREDIT');
  });

  it('is none when a model does what no model may: the defect comes out, and its probe is given back', async () => {
    const world = new ModelsWorld({ replies: { 'openai:gpt': [error('AUTH'), new TypeError('A defect.'), 'yes'] } });
    await failureOf(world.generate('openai:gpt'));
    await world.clock.advance(60_000);
    await expect(world.generate('openai:gpt')).rejects.toThrow('A defect.');
    const before = world.clock.monotonicMs();
    expect((await world.generate('openai:gpt')).text).toBe('yes');
    expect(world.clock.monotonicMs() - before).toBe(0);
  });
});
