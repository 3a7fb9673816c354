import {
  type Command,
  DRAFT,
  FORM,
  GOOD_FORM,
  GOOD_WORDS,
  goodEnd,
  type Outcome,
  pieces,
  WORDS,
  wordsOf,
} from '../command.ts';
import { stream } from '../reply.ts';
import type { Voice } from '../voice.ts';

const MUSING = 'First I weigh both.\n\nPostgreSQL scales, SQLite is simple.';
const OTHER_DRAFT = JSON.stringify({ ...DRAFT, text: 'A draft that was dropped.', position: 'postgres' });
const TAGS = [
  ['<think>', '</think>'],
  ['<thinking>', '</thinking>'],
  ['<thought>', '</thought>'],
  ['<reasoning>', '</reasoning>'],
  ['[THINK]', '[/THINK]'],
  ['<THINK>', '</THINK>'],
  ['<analysis>', '</analysis>'],
  ['<think time="3s">', '</think>'],
  ['<|START_THINKING|>', '<|END_THINKING|>'],
  ['<|channel>thought', '<channel|>'],
  ['<|channel|>analysis<|message|>', '<|end|><|start|>assistant<|channel|>final <|constrain|>json<|message|>'],
] as const;
const GOOD = { WORDS: GOOD_WORDS, FORM: GOOD_FORM };
const LIVE = { WORDS, FORM: DRAFT.text };

export const THOUGHTS: readonly Command[] = [
  ...(['WORDS', 'FORM'] as const).flatMap((wish) => {
    const answer = wordsOf(wish);
    const good: Outcome = { ...GOOD[wish], live: LIVE[wish] };
    return [
      ...TAGS.map(([open, close]) =>
        text(`thoughts in ${open}`, wish, `${open}\n${MUSING}\n${close}\n\n${answer}`, good),
      ),
      text('thoughts without white space around', wish, `<think>${MUSING}</think>${answer}`, good),
      text('empty thoughts', wish, `<think>\n\n</think>\n\n${answer}`, good),
      text('thoughts after white space', wish, `\n\n <think>${MUSING}</think>\n\n${answer}`, good),
      text('thoughts twice', wish, `<think>${MUSING}</think>\n<think>Again.</think>\n${answer}`, good),
      text(
        'thoughts with angle brackets',
        wish,
        `<think>a < b, c > d, <b>, </thin, </thinks></think>\n${answer}`,
        good,
      ),
      // Until the closing tag comes, these thoughts look like an answer, so viewers may see them for a while.
      text('thoughts with only a closing tag', wish, `${MUSING}\n</think>\n\n${answer}`, GOOD[wish]),
      text('thoughts with only a closing tag, in brackets', wish, `${MUSING}\n[/THINK]\n\n${answer}`, GOOD[wish]),
      text('thoughts with an object inside', wish, `<think>${OTHER_DRAFT} No, wait.</think>\n\n${answer}`, good),
      text(
        'thoughts with an object inside and only a closing tag',
        wish,
        `${OTHER_DRAFT} No, wait.\n</think>\n\n${answer}`,
        GOOD[wish],
      ),
      text('thoughts with the same object inside', wish, `<think>${answer}</think>\n\n${answer}`, good),
      text('thoughts that never end', wish, `<think>${MUSING}`, { code: 'MALFORMED' }),
      text('thoughts and no answer', wish, `<think>${MUSING}</think>\n`, { code: 'MALFORMED' }),
      ...[1, 2, 3, 5].map((size) =>
        text(`thoughts in pieces of ${size}`, wish, { said: `<think>${MUSING}</think>\n\n${answer}`, size }, good),
      ),
      text('only a closing tag in pieces of 1', wish, { said: `${MUSING}</think>\n\n${answer}`, size: 1 }, GOOD[wish]),
      own(wish, good),
    ];
  }),
  text('a fenced draft after thoughts', 'FORM', `<think>${MUSING}</think>\n\n\`\`\`json\n${FORM}\n\`\`\`\n`, GOOD_FORM),
  text(
    'a tag inside a string of the draft',
    'FORM',
    JSON.stringify({ ...DRAFT, text: 'Write <think>x</think> or </think> there.' }),
    { text: 'Write <think>x</think> or </think> there.', live: 'Write <think>x</think> or </think> there.' },
  ),
  text(
    'a tag inside a string of the draft after thoughts',
    'FORM',
    `<think>${MUSING}</think>${JSON.stringify({ ...DRAFT, text: 'Write <think>x</think> there.' })}`,
    { text: 'Write <think>x</think> there.' },
  ),
  text('an opening tag in the middle of words', 'WORDS', 'The tag <think> opens thoughts.', {
    text: 'The tag <think> opens thoughts.',
  }),
];

interface Sized {
  readonly said: string;
  /** Characters of a piece. */
  readonly size: number;
}

function text(name: string, wish: Command['wish'], words: string | Sized, outcome: Outcome): Command {
  const { said, size } = typeof words === 'string' ? { said: words, size: 7 } : words;
  return {
    name: `${name} (${wish})`,
    wish,
    say: (voice) => [
      stream(voice.opening() + pieces(voice, said, size) + voice.ending(goodEnd(voice, said)) + voice.last),
    ],
    outcome,
  };
}

/** Thoughts that the protocol itself keeps apart. */
function own(wish: Command['wish'], outcome: Outcome): Command {
  const said = wordsOf(wish);
  const whole = (voice: Voice) =>
    voice.opening() + thoughtsOf(voice) + pieces(voice, said) + voice.ending(goodEnd(voice, said)) + voice.last;
  return {
    name: `thoughts in the protocol's own way (${wish})`,
    wish,
    say: (voice) => (voice.thought('') === null ? 'It has no thoughts of its own.' : [stream(whole(voice))]),
    outcome,
  };
}

function thoughtsOf(voice: Voice): string {
  return `${voice.thought(`${MUSING} ${OTHER_DRAFT}`)}`;
}
