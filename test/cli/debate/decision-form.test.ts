import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { parseDecisionFile } from '../../../src/cli/debate/decision-file.ts';
import { checkForm } from '../../../src/cli/debate/decision-form.ts';

/** The lines of the message about this file; empty if it has no mistake of form. */
async function linesFor(content: unknown): Promise<string[]> {
  const file = parseDecisionFile('a.yaml', typeof content === 'string' ? content : stringify(content));
  return checkForm(file).then(
    () => [],
    (error: Error) => error.message.split('\n'),
  );
}

/** The same without places. */
async function mistakesIn(content: unknown): Promise<string[]> {
  return (await linesFor(content)).slice(0, -1).map((line) => line.replace(/^a\.yaml:\d+:\d+: /, ''));
}

const LIST = 'Write a list here: lines that begin with `- `, or `[a, b]`.';

describe('the mistakes of form in a decision file', () => {
  it('are shown all at once, from top to bottom', async () => {
    const lines = await linesFor(
      '{"task":"x?","options":[{"id":"a"},{"id":"b"}],"criteria":[{"id":"c"}],"evidence":[{"id":"e"}]}',
    );
    expect(lines[0]).toBe('a.yaml:1:25: options.a.label: This is missing.');
    expect(lines.slice(0, -1).map((line) => line.split(': ')[1])).toEqual([
      ...['options.a.label', 'options.b.label', 'criteria.c.label', 'criteria.c.question'],
      ...['option', 'stance', 'criterion', 'strength', 'source'].map((key) => `evidence.e.${key}`),
    ]);
    expect(lines.at(-1)).toBe('9 mistakes; no debate was started.');
  });

  it('include every unknown key and every wrong type', async () => {
    expect(await mistakesIn({ foo: 1, task2: 2 })).toEqual([
      'task: This is missing.',
      'foo: This key is unknown here.',
      'task2: This key is unknown here.',
    ]);
    expect(
      await mistakesIn({ task: 5, options: 'a', agents: 'sec', criteria: [3], evidence: [{ source: 'x' }] }),
    ).toEqual(
      expect.arrayContaining([
        'task: Write text here; put quotes around it.',
        `options: ${LIST}`,
        `agents: ${LIST}`,
        'criteria.0: Write a mapping here, lines of `key: value`.',
        'evidence.0.source: Write a mapping here, lines of `key: value`.',
        'evidence.0.id: This is missing.',
      ]),
    );
  });

  it('are at most 50, and a count of the others', async () => {
    const keys = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`x${at}`, 1]));
    const lines = await linesFor({ task: 'Why?', ...keys });
    expect(lines).toHaveLength(52);
    expect(lines.slice(-2)).toEqual(['… and 10 other mistakes.', '60 mistakes; no debate was started.']);
  });

  it.each<[unknown, string[]]>([
    [{ task: 'x?', options: { a: 'A', b: 'B' } }, [`options: ${LIST}`]],
    [
      { decision: { task: 'x?' } },
      [
        'decision: This key is unknown here. A decision file is the decision itself: take this key out and begin with `task`.',
      ],
    ],
    [{ task: 'x?', evidence: [{ ...anItem(), stance: 'pro' }] }, ['evidence.e.stance: Write `for` or `against`.']],
    [{ task: 'x?', evidence: [{ ...anItem(), when: 1 }] }, ['evidence.e.when: This key is unknown here.']],
    [
      { task: 'x?', agents: [{ id: 's', label: 'S', weights: { c: 2 } }] },
      ['agents.s.weights.c: Write a number from 0 to 1.'],
    ],
    ['task: x?\nagents: [{id: s, label: S, weights: {c: }}]', ['agents.s.weights.c: Write a number from 0 to 1.']],
    ['task: x?\nagents: [{id: s, label: S, weights: [0.5]}]', []],
  ])('%j', async (content, lines) => {
    expect(await mistakesIn(content)).toEqual(lines);
  });

  it.each([
    { task: 'x?', kind: null, options: null },
    { task: 'x?', options: [{ id: 1, label: 'One' }], ground_truth: 1 },
    { task: 'x?', evidence: [{ ...anItem(), stance: 'FOR', attacks: [1] }], groundTruth: 'a' },
    { task: 'x?', agents: [{ id: 's', label: 'S', startsWith: ['e'] }] },
    { task: 'x?', agents: [{ id: 's', label: 'S', starts_with: ['e'], weights: [{ criterion: 'c', weight: 1 }] }] },
  ])('do not exist in %j', async (content) => {
    expect(await linesFor(content)).toEqual([]);
  });
});

function anItem() {
  const source = { title: 'T', document: 'd' };
  return { id: 'e', option: 'a', stance: 'for', criterion: 'c', strength: 0.5, source };
}
