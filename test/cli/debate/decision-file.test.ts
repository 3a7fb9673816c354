import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseDecisionFile, readDecisionFile } from '../../../src/cli/debate/decision-file.ts';
import { toDecisionInput } from '../../../src/cli/debate/decision-input.ts';

describe('reading a decision file', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'aragora-cli-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const read = async (content: string | Buffer) => {
    await writeFile(join(folder, 'a.yaml'), content);
    return readDecisionFile(join(folder, 'a.yaml'));
  };

  it('returns its content', async () => {
    expect((await read('\ufefftask: Why?\n')).content).toEqual({ task: 'Why?' });
  });

  it.each([
    ['a syntax error, with its place', 'task: [a\nkind: b\n', /a\.yaml:2:1: /],
    ['a key given twice', 'task: a\ntask: b\n', /a\.yaml:2:1: Map keys must be unique/],
    ['a second document', 'task: a\n---\ntask: b\n', /a\.yaml:2:1: A second document/],
    ['a list', '- a\n', /is a mapping/],
    ['nothing at all', '', /a\.yaml is empty/],
    ['comments alone', '# Later.\n', /a\.yaml is empty/],
    ['more than 1 MB', '#'.repeat(1_000_001), /larger than 1 MB/],
    ['what is no text', Buffer.from([0xff, 0xfe, 0]), /UTF-8/],
    ['a list of thousands of levels', `task: ${'['.repeat(5_000)}${']'.repeat(5_000)}\n`, /deeper than 100 levels/],
    ['a mapping of thousands of levels', `task: ${'{a: '.repeat(5_000)}`, /deeper than 100 levels/],
    ['lists on one line', `${'- '.repeat(400_000)}a\n`, /deeper than 100 levels/],
    ['levels by indentation', indented(1_000), /deeper than 100 levels/],
    ['an explicit key in a key', `${'? '.repeat(5_000)}a\n`, /deeper than 100 levels/],
    ['an alias of itself', 'task: &a [*a]\n', /a\.yaml:1:11: \*a stands within its own value/],
    ['aliases of each other', 'task: &a\n  b: &b {c: *a}\n', /a\.yaml:2:13: \*a stands within its own value/],
    ['too many aliases', `a: &a 1\nb: [${'*a, '.repeat(101)}]\n`, /more than 100 aliases/],
    ['aliases of a long text', `a: &a ${'x'.repeat(100_000)}\nb: [${'*a, '.repeat(50)}]\n`, /expanded/],
    ['aliases that expand without end', 'a: &a [1,1]\n'.concat(aliases(12)), /expanded/],
  ])('refuses %s', async (_, content, message) => {
    await expect(read(content)).rejects.toThrow(message);
  });

  it('refuses a missing file and a folder', async () => {
    await expect(readDecisionFile(join(folder, 'b.yaml'))).rejects.toThrow(/There is no file .*b\.yaml/);
    await expect(readDecisionFile(folder)).rejects.toThrow(/is a folder/);
  });

  it('refuses all mistakes of form at once', async () => {
    await expect(read('foo: 1\ntask2: 2\n')).rejects.toThrow('3 mistakes; no debate was started.');
  });
});

function indented(depth: number): string {
  return Array.from({ length: depth }, (_, level) => `${' '.repeat(level)}a:\n`).join('');
}

function aliases(depth: number): string {
  const names = [...'abcdefghijklmnop'].slice(0, depth);
  return names
    .slice(1)
    .map((name, index) => `${name}: &${name} [${`*${names[index]},`.repeat(9)}]\n`)
    .join('');
}

describe('a decision file with a tag or a directive that changes its meaning', () => {
  it.each([
    ['task: !foo bar', 'a.yaml:1:7: Unresolved tag: !foo. Write the value without a tag.'],
    ['task: x\nevidence: !each\n- {id: a}', 'a.yaml:2:11: Unresolved tag: !each.'],
    ['task: !!python/object:os.system x', 'a.yaml:1:7: Unresolved tag'],
    ['task: !!binary aGVsbG8=', 'Write the value without a tag.'],
    ['agents: !!set {a, b}', 'Write the value without a tag.'],
    ['weight: !!int much', 'Write the value without a tag.'],
    ['%INCLUDE other.yaml\n---\ntask: x', 'a.yaml:1:1: Unknown directive %INCLUDE.'],
    ['%YAML 9.0\n---\ntask: x', 'Unsupported YAML version 9.0.'],
  ])('is refused at its place: %s', (text, reason) => {
    expect(() => parseDecisionFile('a.yaml', text)).toThrow(reason);
  });

  it('keeps tags that say the type of a plain value', () => {
    const { content } = parseDecisionFile('a.yaml', 'task: !!str 1\nrounds: !!int 3\noptions: !!seq []\n');
    expect(content).toEqual({ task: '1', rounds: 3, options: [] });
  });
});

describe('a decision file in the form of the API', () => {
  const input = (text: string) => toDecisionInput(parseDecisionFile('a.yaml', text).content) as unknown;

  it('has camelCase keys, stances in capitals, and weights as a list', () => {
    const text =
      'evidence:\n- {stance: for}\n- {stance: against}\nagents:\n- {starts_with: [a], weights: {cost_now: 1}}\n';
    expect(input(text)).toEqual({
      evidence: [{ stance: 'FOR' }, { stance: 'AGAINST' }],
      agents: [{ startsWith: ['a'], weights: [{ criterion: 'cost_now', weight: 1 }] }],
    });
  });

  it('accepts the spelling of the API too', () => {
    const text = 'evidence: [{stance: FOR}]\nagents: [{startsWith: [a], weights: [{criterion: b, weight: 1}]}]\n';
    expect(input(text)).toEqual({
      evidence: [{ stance: 'FOR' }],
      agents: [{ startsWith: ['a'], weights: [{ criterion: 'b', weight: 1 }] }],
    });
  });

  it('keeps unknown keys, so that the server reports them', () => {
    const text = 'colour: red\nevidence: [{stance: fro, when: now}, 5]\nagents: none\n';
    expect(input(text)).toEqual({ colour: 'red', evidence: [{ stance: 'fro', when: 'now' }, 5], agents: 'none' });
    const twice = 'agents: [{starts_with: [a], startsWith: [b]}]';
    expect(input(twice)).toEqual({ agents: [{ starts_with: ['a'], startsWith: ['b'] }] });
  });
});
