import { describe, expect, it } from 'vitest';
import type { FailureCode } from '../../../../src/domain/shared/call.ts';
import { ModelsWorld, Recorder } from '../../../support/providers/models-world.ts';
import { error, failureOf, GPT, OPUS } from './asked-models.ts';

describe('a provider that asks for a short wait', () => {
  it('is asked once more after the wait when there is no other model', async () => {
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

  it('is not waited for when the wait is longer, or when there is another model', async () => {
    const world = new ModelsWorld({ replies: { 'openai:gpt': [error('RATE_LIMIT', { retryAfterMs: 5_001 })] } });
    await failureOf(world.generate('openai:gpt'));
    expect(world.model.calls).toHaveLength(1);
    const replies = { 'openai:gpt': [error('RATE_LIMIT', { retryAfterMs: 1_000 })], 'anthropic:opus': ['yes'] };
    const other = new ModelsWorld({ models: [GPT, OPUS], replies });
    const before = other.clock.monotonicMs();
    await other.generate('openai:gpt');
    expect(other.clock.monotonicMs() - before).toBe(0);
  });

  it('is waited for by five agents at once: one tries first, then the others', async () => {
    const limited = error('RATE_LIMIT', { retryAfterMs: 2_000 });
    const replies = { 'openai:gpt': [...Array(5).fill(limited), { pieces: ['yes'], afterMs: 4_000 }] };
    const world = new ModelsWorld({ replies });
    const answers = Promise.all(Array.from({ length: 5 }, () => world.ask('openai:gpt')));
    await world.clock.advance(2_500);
    expect(world.model.calls).toHaveLength(6);
    expect((await world.clock.passing(answers)).map(({ text }) => text)).toEqual(Array(5).fill('yes'));
    expect(world.model.calls).toHaveLength(10);
  });

  it('is given up by all five agents when the first one is refused again', async () => {
    const world = new ModelsWorld({ replies: { 'openai:gpt': [error('RATE_LIMIT', { retryAfterMs: 2_000 })] } });
    const failures = Promise.all(Array.from({ length: 5 }, () => failureOf(world.ask('openai:gpt'))));
    const codes = (await world.clock.passing(failures)).map(({ code }) => code);
    expect(codes).toEqual(Array(5).fill('RATE_LIMIT'));
    expect(world.model.calls).toHaveLength(6);
  });
});

describe('a model whose breaker is open', () => {
  it('is skipped, and asked again after a minute', async () => {
    const replies = { 'openai:gpt': [error('AUTH'), 'yes'], 'anthropic:opus': ['well'] };
    const world = new ModelsWorld({ models: [GPT, OPUS], replies });
    for (let nth = 0; nth < 3; nth++) await world.generate('openai:gpt');
    expect(world.model.asked).toEqual(['openai:gpt', 'anthropic:opus', 'anthropic:opus', 'anthropic:opus']);
    expect(world.details('fallbackUsed')).toHaveLength(3);
    await world.clock.advance(60_000);
    expect((await world.generate('openai:gpt')).call.servedModel).toBe('openai:gpt');
  });

  it('is not asked when there is no other model, and the failure names the cause', async () => {
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
  ])('with %s, %i of 8 calls in a row are made', async (code, count) => {
    const world = new ModelsWorld({ replies: { 'openai:gpt': [error(code)] } });
    for (let nth = 0; nth < 8; nth++) await failureOf(world.generate('openai:gpt'));
    expect(world.model.calls).toHaveLength(count);
  });

  it('is not opened by calls that the caller stops', async () => {
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
