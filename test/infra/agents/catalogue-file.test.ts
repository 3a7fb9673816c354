import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { PROVIDER_IDS } from '../../../src/domain/agents/provider-id.ts';
import { readCatalogue } from '../../../src/infra/agents/catalogue-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'aragora-models-'));
afterAll(() => rmSync(folder, { recursive: true }));

const entry = {
  provider: 'openai',
  model: 'gpt-mine',
  family: 'openai',
  label: 'Mine',
  openrouterModel: null,
  contextTokens: 8_000,
  price: { inputPerMillionUsd: 1, outputPerMillionUsd: 2, asOf: '2026-11-01', source: 'my contract' },
};

function fileWith(content: unknown): string {
  const path = join(folder, 'models.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('the built-in models', () => {
  const catalogue = readCatalogue({});

  it.each(PROVIDER_IDS.filter((id) => id !== 'local'))('have a default with a known price for %s', (provider) => {
    expect(catalogue.modelsOf(provider)[0]?.price).not.toBeNull();
  });

  it('include several makers at OpenRouter', () => {
    const families = new Set(catalogue.modelsOf('openrouter').map(({ family }) => family));
    expect([...families]).toEqual(expect.arrayContaining(['deepseek', 'meta', 'qwen']));
  });

  it('have no price from the future', () => {
    const dates = PROVIDER_IDS.flatMap((id) => catalogue.modelsOf(id)).flatMap(({ price }) => price?.asOf ?? []);
    expect(dates.every((date) => date <= new Date().toISOString())).toBe(true);
  });
});

describe('a models file of the operator', () => {
  it.each([1_000_001, 1e300, -1])('is refused with a price of %s', (inputPerMillionUsd) => {
    const models = [{ ...entry, price: { ...entry.price, inputPerMillionUsd } }];
    expect(() => readCatalogue({ modelsFile: fileWith({ models }) })).toThrow('inputPerMillionUsd');
  });

  it('puts its models first', () => {
    const catalogue = readCatalogue({ modelsFile: fileWith({ models: [entry] }) });
    expect(catalogue.modelsOf('openai').map(({ model }) => model)).toEqual(
      expect.arrayContaining(['gpt-mine', 'gpt-5.4']),
    );
    expect(catalogue.modelsOf('openai')[0]).toEqual(entry);
  });

  it('is rejected when it does not exist', () => {
    const modelsFile = join(folder, 'nowhere.json');
    expect(() => readCatalogue({ modelsFile })).toThrow(`${modelsFile} cannot be read`);
  });

  it('is rejected when it is not JSON', () => {
    const modelsFile = fileWith('{');
    expect(() => readCatalogue({ modelsFile })).toThrow(`${modelsFile} is not JSON`);
  });

  it('is rejected with all its mistakes at once', () => {
    const wrong = { ...entry, provider: 'opnai', price: { ...entry.price, asOf: 'today', inputPerMillionUsd: -1 } };
    const modelsFile = fileWith({ models: [wrong] });
    expect(() => readCatalogue({ modelsFile })).toThrow(
      /models\.0\.provider: .*\n.*models\.0\.price\.inputPerMillionUsd: .*\n.*models\.0\.price\.asOf: /,
    );
  });
});

describe('the model of a local server', () => {
  it('needs no entry', () => {
    const [local] = readCatalogue({ localModel: 'llama3.2' }).modelsOf('local');
    expect(local).toMatchObject({ model: 'llama3.2', family: 'meta', price: null });
  });

  it('may have an entry', () => {
    const own = { ...entry, provider: 'local', model: 'llama3.2' };
    const [local] = readCatalogue({ modelsFile: fileWith({ models: [own] }), localModel: 'llama3.2' }).modelsOf(
      'local',
    );
    expect(local).toEqual(own);
  });
});
