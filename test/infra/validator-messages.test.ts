import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { allSettings, readConfig } from '../../src/app/config.ts';
import { readKeys } from '../../src/domain/agents/turns/answer-keys.ts';
import { checkDecision } from '../../src/domain/debates/start/check-decision.ts';
import { verifyReceipt } from '../../src/domain/receipts/verify.ts';
import { readCatalogue } from '../../src/infra/agents/catalogue-file.ts';
import { checkedValue } from '../../src/infra/http/rest/request-values.ts';

const WRONG: readonly unknown[] = [
  ...[undefined, null, 3, -1.5, true, '', 'word', [], [null], {}, { a: 1 }],
  ...[{ task: null }, { task: 'a', options: 3 }, { task: 'a', options: [{}], evidence: [{ stance: 7 }], colour: 1 }],
  ...[{ header: {} }, { header: { type: 'x', version: 2, chain: [] }, events: {}, statement: undefined }],
  ...[{ models: 1 }, { models: [{}] }, { models: [{ provider: 'x', price: { asOf: 'now' } }] }],
  ...[{ email: 3 }, { email: {}, either: {}, pair: [] }],
];
const INTERNALS =
  /received|\bexpected\b|invalid (input|option|string|key|value)|invalid_|unrecognized|\bundefined\b|too_(big|small)/i;

const route = z.strictObject({
  email: z.string(),
  either: z.union([z.string(), z.number()]),
  pair: z.tuple([z.string(), z.number()]),
});

function readModels(value: unknown): void {
  const folder = mkdtempSync(join(tmpdir(), 'aragora-models-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const modelsFile = join(folder, 'models.json');
  writeFileSync(modelsFile, JSON.stringify(value) ?? '');
  readCatalogue({ modelsFile });
}

/** Every place where a value from outside is checked and a person may see the mistakes. */
const PLACES: Readonly<Record<string, (value: unknown) => unknown>> = {
  'a decision': checkDecision,
  'a receipt': (value) => {
    const report = verifyReceipt(JSON.stringify(value) ?? '', []);
    if (!report.isValid) throw new Error(report.reason);
  },
  'the body of a REST request': (value) => checkedValue(route, value, 'body'),
  'the query of a REST request': (value) => checkedValue(undefined, value, 'query'),
  'the list of models': readModels,
  'an answer of a model': (value) => readKeys(JSON.stringify(value) ?? '', '', route),
};

function messageOf(work: () => unknown): string {
  try {
    work();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('no message names internals of the validator, in', () => {
  it.each(Object.keys(PLACES))('%s', (place) => {
    const messages = WRONG.map((value) => messageOf(() => PLACES[place]?.(value)));
    expect(messages.filter(Boolean).length).toBeGreaterThan(5);
    for (const message of messages) expect(message).not.toMatch(INTERNALS);
  });

  it('the settings', () => {
    for (const value of ['x', '-1', '1.5', '99999999999', '{}', 'null', '[]', 'a,b', 'http://', '\u0000', '☃'])
      for (const { name } of allSettings) expect(messageOf(() => readConfig({ [name]: value }))).not.toMatch(INTERNALS);
  });
});
