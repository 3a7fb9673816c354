import {
  answerOf,
  type Command,
  FORM,
  GOOD_FORM,
  GOOD_WORDS,
  goodEnd,
  pieces,
  WORDS,
  wholeAnswer,
} from '../command.ts';
import { leftOpen, stream } from '../reply.ts';
import type { Voice } from '../voice.ts';

/** Oddities that may hide a piece of text: in the middle of an answer they may cost it. */
const UNREADABLE = /no JSON|half of a JSON|as a number|as text|a list|NaN|a number|null$|another protocol/;

/** What some servers write into every event, though nothing is wrong. */
const NO_ERRORS = [
  ...['null', 'false', '0', '""', '{}', '[]', '[null]', '"none"', '"OK"'],
  ...['{"code":null,"message":null}', '{"code":0,"message":""}', '{"code":null,"details":[],"metadata":{}}'],
  ...['{"code":200,"message":"OK"}', '{"status":"success"}'],
];

/** Chunks beside the answer, of one protocol. */
export function chunksOf(voice: Voice): readonly Command[] {
  return [
    ...NO_ERRORS.map(
      (none): Command => ({
        name: `an error that is ${none} in every event`,
        wish: 'WORDS',
        say: () => [stream(wholeAnswer(voice, WORDS).replaceAll('data: {', `data: {"error":${none},`))],
        outcome: { ...GOOD_WORDS, isEstimated: false },
      }),
    ),
    ...Object.entries(voice.asides).flatMap(([name, event]) => [
      {
        name: `${name}, at every place`,
        wish: 'WORDS' as const,
        say: () => [stream(atEveryPlace(voice, WORDS, event))],
        outcome: { ...GOOD_WORDS, isEstimated: false, live: WORDS },
      },
      {
        name: `${name}, at every place, and nothing follows (FORM)`,
        wish: 'FORM' as const,
        say: () => [leftOpen(atEveryPlace(voice, FORM, event))],
        outcome: { ...GOOD_FORM, isLetGo: true },
      },
    ]),
    ...Object.entries(voice.oddities).flatMap(([name, event]): Command[] => [
      {
        name: `${name}, after the answer`,
        wish: 'WORDS',
        say: () => [stream(answerOf(voice, WORDS) + event + voice.last)],
        outcome: GOOD_WORDS,
      },
      {
        name: `${name}, after the answer, in place of the usage`,
        wish: 'FORM',
        say: () => [stream(answerOf(voice, FORM, { usage: null }) + event + voice.last)],
        outcome: GOOD_FORM,
      },
      ...(UNREADABLE.test(name) ? [] : [inTheMiddle(voice, name, event)]),
    ]),
  ];
}

function inTheMiddle(voice: Voice, name: string, event: string): Command {
  return {
    name: `${name}, in the middle`,
    wish: 'WORDS',
    say: () => [stream(atEveryPlace(voice, WORDS, event))],
    outcome: GOOD_WORDS,
  };
}

/** The event between the opening, the pieces, the ending and the last event of an answer. */
function atEveryPlace(voice: Voice, text: string, event: string): string {
  const half = Math.ceil(text.length / 2);
  const [first, second] = [text.slice(0, half), text.slice(half)].map((part) => pieces(voice, part));
  return event + voice.opening() + event + first + event + second + event + ended(voice, text, event);
}

function ended(voice: Voice, text: string, event: string): string {
  const ending = voice.ending(goodEnd(voice, text));
  return voice.last === '' ? ending : ending + event + voice.last;
}
