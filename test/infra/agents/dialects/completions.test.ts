import { describe, expect, it } from 'vitest';
import { hearCompletion } from '../../../../src/infra/agents/dialects/completions.ts';

function textOf(choice: object): string | undefined {
  return hearCompletion({ object: 'chat.completion.chunk', choices: [choice] }, '').text;
}

describe('a piece of a chat completion', () => {
  it.each([
    ['a text', { delta: { content: 'yes' } }],
    ['a part', { delta: { content: { type: 'text', text: 'yes' } } }],
    [
      'parts',
      {
        delta: {
          content: [
            { type: 'text', text: 'y' },
            { type: 'output_text', text: 'es' },
          ],
        },
      },
    ],
    ['parts without a type', { delta: { content: [{ text: 'y' }, { text: 'es' }] } }],
    ['texts in a list', { delta: { content: ['y', 'es'] } }],
    ['a text of the choice', { text: 'yes' }],
    ['a text of the choice beside the piece', { text: 'yes', delta: { content: 'yes' } }],
    ['a piece whose index is text', { index: '0', delta: { content: 'yes' } }],
  ])('is read from %s', (_, choice) => {
    expect(textOf(choice)).toBe('yes');
  });

  it('may be the object that was asked for', () => {
    const object = { text: 'Tabs.', position: 'tabs' };
    expect(hearCompletion({ choices: [{ message: { content: object } }] }, '').whole).toBe(JSON.stringify(object));
  });

  it.each([
    ['a thought among parts', { delta: { content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'Hm' }] }] } }],
    ['a thought beside a text of the choice', { text: 'Hm', delta: { reasoning: 'Hm' } }],
    ['another choice', { index: 1, delta: { content: 'no' } }],
    ['another choice whose index is text', { index: '1', delta: { content: 'no' } }],
    ['a number', { delta: { content: 7 } }],
    ['a part of an unknown kind', { delta: { content: [{ type: 'hologram', text: 'no' }] } }],
  ])('is not read from %s', (_, choice) => {
    expect(textOf(choice)).toBeUndefined();
  });
});
