import { describe, expect, it } from 'vitest';
import { Thoughts } from '../../../../src/infra/agents/answers/thoughts.ts';

/** The answer, and what viewers see in the end, for a text cut into pieces of a size. */
function heard(text: string, size: number, hasForm: boolean) {
  const thoughts = new Thoughts(hasForm);
  const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, at) =>
    text.slice(at * size, (at + 1) * size),
  );
  const spoken = [...pieces.map((piece) => thoughts.take(piece)), thoughts.end()];
  const live = spoken.reduce((shown, { text: next, isAnew }) => (isAnew ? next : shown + next), '');
  return { answer: thoughts.answer, live };
}

const OBJECT = '{"vote":"a"}';
const CHANNELS = '<|channel|>analysis<|message|>Maybe {"vote":"b"}<|end|><|start|>assistant';
const FINAL = '<|start|>assistant<|channel|>final<|message|>';
const QUOTING = '{"vote":"the model writes <think>x</think> first"}';

describe.each([1, 2, 3, 7, 1_000])('thoughts in pieces of %i characters', (size) => {
  it.each([
    ['before the answer', `<think>Maybe {"vote":"b"}.</think>\n\n${OBJECT}`],
    ['under another name', `<thinking>Maybe</thinking>${OBJECT}`],
    ['as reasoning', `<reasoning>Maybe</reasoning>${OBJECT}`],
    ['in capitals', `<THINK>Maybe</THINK>${OBJECT}`],
    ['in brackets', `[THINK]Maybe {"vote":"b"}[/THINK]${OBJECT}`],
    ['with only the closing tag', `Maybe {"vote":"b"}, or so.\n</think>\n${OBJECT}`],
    ['that are empty', `<think>\n\n</think>\n\n${OBJECT}`],
    ['twice', `<think>One</think><think>Two</think>${OBJECT}`],
    ['within thoughts', `<think>One <think>two</think> three</think>${OBJECT}`],
    ['after other words', `Well.\n<think>Maybe {"vote":"b"}</think>`.replace('Well.\n', '') + OBJECT],
    ['that break off within a string, with only the closing tag', `Say {"vote":"b </think>\n${OBJECT}`],
    ['in channels', `<|channel|>analysis<|message|>Maybe<|end|><|start|>assistant<|channel|>final<|message|>${OBJECT}`],
    ['in channels, with a form', `${CHANNELS}<|channel|>final <|constrain|>json<|message|>${OBJECT}<|return|>`],
    ['in channels of their own turn', `<|start|>assistant${CHANNELS}<|channel|>final<|message|>${OBJECT}`],
    ['in channels and comments', `${CHANNELS}<|channel|>commentary<|message|>So.<|end|>${FINAL}${OBJECT}`],
    ['in a channel of Gemma', `<|channel>thought\nMaybe {"vote":"b"}<channel|>${OBJECT}`],
    ['in unused tokens', `<unused94>thought\nMaybe {"vote":"b"}<unused95>${OBJECT}`],
    ['between the signs of Cohere', `<|START_THINKING|>Maybe {"vote":"b"}<|END_THINKING|><|START_RESPONSE|>${OBJECT}`],
    ['in tags with attributes', `<think time="3 s">Maybe {"vote":"b"}</think>${OBJECT}`],
    ['in tags with spaces', `< think >Maybe {"vote":"b"}</ think >${OBJECT}`],
    ['in details', `<details type="reasoning" done="true"><summary>So</summary>{"vote":"b"}</details>${OBJECT}`],
    ['as an analysis', `<analysis>Maybe {"vote":"b"}</analysis>${OBJECT}`],
    ['as a monologue', `<inner_monologue>Maybe {"vote":"b"}</inner_monologue>${OBJECT}`],
    ['before the signs of a template', `<think>Maybe</think><|im_start|>assistant\n${OBJECT}<|im_end|>`],
  ])('stay apart: %s', (_, text) => {
    expect(heard(text, size, true)).toEqual({ answer: OBJECT, live: OBJECT });
  });

  it('stay apart from prose', () => {
    const words = 'Tabs, because a < b and [1] holds.';
    for (const text of [`<think>Hm</think>\n${words}`, `Hm, so.\n</think>\n\n${words}`])
      expect(heard(text, size, false)).toEqual({ answer: words, live: words });
  });

  it('stay apart from prose before them, and leave it', () => {
    for (const text of [
      'Tabs.\n<think>Hm</think>',
      '<think>A</think>Tabs.\n<think>B</think>\n',
      '\u200b<think>A</think>Tabs.',
    ])
      expect(heard(text, size, false).answer.replace('\u200b', '').trim()).toBe('Tabs.');
  });

  it('are text when a tag stands in the middle of a line, or is never closed', () => {
    for (const text of [
      'Put <think>x</think> first.',
      'Tabs.\n<think> is a tag.',
      'Use </details> and <details>x</details>.',
    ])
      expect(heard(text, size, false)).toEqual({ answer: text, live: text });
  });

  it('without an end leave no answer', () => {
    expect(heard('<think>On and on', size, true)).toEqual({ answer: '', live: '' });
  });

  it('after the answer stay apart too', () => {
    expect(heard(`${OBJECT}\n<think>Done`, size, true).answer.trim()).toBe(OBJECT);
  });

  it('leave tags in quotes and in strings of the answer alone', () => {
    expect(heard(QUOTING, size, true)).toEqual({ answer: QUOTING, live: QUOTING });
    for (const text of ['It ends with `</think>` or "</think>", they say.', 'A tag such as <think> is text here.'])
      expect(heard(text, size, false)).toEqual({ answer: text, live: text });
  });
});
