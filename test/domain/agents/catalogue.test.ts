import { describe, expect, it } from 'vitest';
import { Catalogue, type ModelEntry } from '../../../src/domain/agents/catalogue.ts';

const price = { inputPerMillionUsd: 2, outputPerMillionUsd: 10, asOf: '2026-01-01', source: 'https://a.example' };

function entry(model: string, over: Partial<ModelEntry> = {}): ModelEntry {
  const known = { openrouterModel: `openai/${model}`, contextTokens: 1_000, price };
  return { provider: 'openai', model, family: 'openai', label: model.toUpperCase(), ...known, ...over };
}

const catalogue = new Catalogue([entry('big'), entry('small')]);

describe('a catalogue', () => {
  it('lists the default model of a provider first', () => {
    expect(catalogue.modelsOf('openai').map(({ model }) => model)).toEqual(['big', 'small']);
    expect(catalogue.modelsOf('anthropic')).toEqual([]);
  });

  it('computes the cost of a call', () => {
    const ref = { provider: 'openai', model: 'big' };
    expect(catalogue.costOf(ref, { inputTokens: 1_000_000, outputTokens: 500_000 })).toBe(7);
    expect(catalogue.costOf(ref, { inputTokens: 0, outputTokens: 0 })).toBe(0);
  });

  it('finds a dated release under its undated name', () => {
    const tokens = { inputTokens: 1_000_000, outputTokens: 0 };
    expect(catalogue.costOf({ provider: 'openai', model: 'big-2026-03-05' }, tokens)).toBe(2);
    expect(catalogue.costOf({ provider: 'openai', model: 'big-20260305' }, tokens)).toBe(2);
    expect(catalogue.costOf({ provider: 'openai', model: 'big-2' }, tokens)).toBeNull();
  });

  it('reports an unknown price as null, not as 0', () => {
    const free = new Catalogue([entry('big', { price: null })]);
    const tokens = { inputTokens: 1, outputTokens: 1 };
    expect(free.costOf({ provider: 'openai', model: 'big' }, tokens)).toBeNull();
    expect(free.costOf({ provider: 'openai', model: 'other' }, tokens)).toBeNull();
  });
});

describe('a model that is not listed', () => {
  it.each([
    ['openrouter', 'anthropic/claude-sonnet-9', 'anthropic'],
    ['openai', 'gpt-9', 'openai'],
    ['openai', 'o7-mini', 'openai'],
    ['gemini', 'gemini-9-pro', 'google'],
    ['openrouter', 'x-ai/grok-9', 'xai'],
    ['openrouter', 'deepseek/deepseek-chat', 'deepseek'],
    ['openrouter', 'meta-llama/llama-3.3-70b-instruct:free', 'meta'],
    ['local', 'hf.co/unsloth/Qwen3-Coder-30B-GGUF:Q4', 'qwen'],
    ['local', 'gemma3:27b', 'google'],
    ['mistral', 'codestral-latest', 'mistral'],
    ['local', 'my-own', null],
    ['openai', 'my-own', 'openai'],
  ])('of %s, %s, is of the family %s', (provider, model, family) => {
    expect(catalogue.entryOf({ provider, model })).toEqual({
      provider,
      model,
      family,
      label: model,
      openrouterModel: null,
      contextTokens: null,
      price: null,
    });
  });
});

describe('overrides', () => {
  const mine = new Catalogue([entry('big'), entry('small')], [entry('small', { label: 'Mine' }), entry('new')]);

  it('replace the same model and go before the others', () => {
    expect(mine.modelsOf('openai').map(({ label }) => label)).toEqual(['Mine', 'NEW', 'BIG']);
  });
});

describe('prices', () => {
  const PROVIDERS = ['openai', 'openrouter', 'anthropic'];
  const dayAfter = (days: number) => new Date(Date.parse(price.asOf) + days * 86_400_000);

  it('are fresh for 180 days', () => {
    expect(catalogue.stalePrices(dayAfter(180), PROVIDERS)).toEqual([]);
  });

  it('are not checked for a provider that is not set up', () => {
    expect(catalogue.stalePrices(dayAfter(999), ['xai'])).toEqual([]);
  });

  it('older than 180 days are listed with their source', () => {
    const sentences = catalogue.stalePrices(dayAfter(181), PROVIDERS);
    expect(sentences).toHaveLength(2);
    expect(sentences[0]).toBe(
      'The price of openai:big was read 181 days ago: compare it with https://a.example, and correct it in ARAGORA_MODELS_FILE.',
    );
  });
});
