import { readdir, readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

let schema: z.ZodType;
beforeAll(async () => {
  schema = z.fromJSONSchema(JSON.parse(await readFile('schema/decision-file.schema.json', 'utf8')));
});

const SOURCE = { title: 'T', document: 'd' };
const ITEM = { id: 'e', option: 'a', stance: 'for', criterion: 'c', strength: 0.5, source: SOURCE };
const AGENT = { id: 's', label: 'S' };

const check = (content: object) => schema.safeParse({ task: 'x?', ...content }).success;

describe('the JSON Schema of decision files accepts', () => {
  it.each<[string, object]>([
    ['an agent without weights', { agents: [AGENT] }],
    ['starts_with', { agents: [{ ...AGENT, starts_with: ['e'] }] }],
    ['startsWith', { agents: [{ ...AGENT, startsWith: ['e'] }] }],
    ['ground_truth', { ground_truth: 'a' }],
    ['groundTruth', { groundTruth: 'a' }],
    ['a stance in small letters', { evidence: [ITEM] }],
    ['a stance in capitals', { evidence: [{ ...ITEM, stance: 'AGAINST' }] }],
    ['whole numbers for ids', { options: [{ id: 1, label: 'One' }] }],
    ['optional keys without a value', { kind: null, options: null, evidence: [{ ...ITEM, reliability: null }] }],
  ])('%s', (_, content) => {
    expect(check(content)).toBe(true);
  });

  it('the examples', async () => {
    const names = (await readdir('examples')).filter((name) => name.endsWith('.yaml'));
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) expect(check(parse(await readFile(`examples/${name}`, 'utf8')))).toBe(true);
  });
});

describe('it refuses', () => {
  it.each<[string, object]>([
    ['an unknown key', { colour: 'red' }],
    ['another stance', { evidence: [{ ...ITEM, stance: 'pro' }] }],
    ['a required key without a value', { options: [{ id: 'a', label: null }] }],
    ['an id that begins with a sign', { options: [{ id: '_a', label: 'A' }] }],
    ['a mapping for a list', { options: { a: 'A' } }],
  ])('%s', (_, content) => {
    expect(check(content)).toBe(false);
  });
});
