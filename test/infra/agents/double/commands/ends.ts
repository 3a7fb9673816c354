import {
  answerOf,
  type Command,
  FORM,
  GOOD_FORM,
  GOOD_WORDS,
  pieces,
  WORDS,
  wholeAnswer,
  wordsOf,
} from '../command.ts';
import { leftOpen, stream } from '../reply.ts';
import type { Voice } from '../voice.ts';

const HELD = { isLetGo: true };
const GOOD = { WORDS: GOOD_WORDS, FORM: GOOD_FORM };
const NO_LAST = 'Its ending is its last event.';

/** The end of the answer, and what the connection does after it. */
export const ENDS: readonly Command[] = [
  ...(['WORDS', 'FORM'] as const).flatMap((wish): Command[] => [
    {
      name: `nothing follows the last event (${wish})`,
      wish,
      say: (voice) => [leftOpen(wholeAnswer(voice, wordsOf(wish)))],
      outcome: { ...GOOD[wish], ...HELD, isEstimated: false },
    },
    {
      name: `nothing follows the stop reason, and the last event is missing (${wish})`,
      wish,
      say: (voice) => (voice.last === '' ? NO_LAST : [leftOpen(answerOf(voice, wordsOf(wish)))]),
      outcome: { ...GOOD[wish], ...HELD },
    },
  ]),
  {
    name: 'nothing follows the stop reason, and no usage was told',
    wish: 'WORDS',
    say: (voice) => (voice.last === '' ? NO_LAST : [leftOpen(answerOf(voice, WORDS, { usage: null }))]),
    outcome: { ...GOOD_WORDS, ...HELD, isEstimated: true },
  },
  {
    name: 'the connection ends after the stop reason, without the last event',
    wish: 'WORDS',
    say: (voice) => (voice.last === '' ? NO_LAST : [stream(answerOf(voice, WORDS))]),
    outcome: GOOD_WORDS,
  },
  {
    name: 'the connection breaks after the stop reason, without the last event',
    wish: 'WORDS',
    say: (voice) => (voice.last === '' ? NO_LAST : [{ ...stream(answerOf(voice, WORDS)), after: 'CUT' }]),
    outcome: GOOD_WORDS,
  },
  {
    name: 'the connection breaks after the last event',
    wish: 'WORDS',
    say: (voice) => [{ ...stream(wholeAnswer(voice, WORDS)), after: 'CUT' }],
    outcome: GOOD_WORDS,
  },
  {
    name: 'another answer follows the last event',
    wish: 'WORDS',
    say: (voice) => [leftOpen(wholeAnswer(voice, WORDS) + answerOf(voice, 'Something else.'))],
    outcome: { ...GOOD_WORDS, ...HELD },
  },
  {
    name: 'a failure follows the last event',
    wish: 'WORDS',
    say: (voice) => [leftOpen(wholeAnswer(voice, WORDS) + voice.fault({ message: 'Shutting down.', code: 503 }))],
    outcome: GOOD_WORDS,
  },
  {
    name: 'garbage follows the last event',
    wish: 'WORDS',
    say: (voice) => [leftOpen(`${wholeAnswer(voice, WORDS)}data: {{{\n\n<html>\u0000\n\n`)],
    outcome: GOOD_WORDS,
  },
  {
    name: 'nothing follows a whole draft without a stop reason',
    wish: 'FORM',
    say: (voice) => [leftOpen(voice.opening() + pieces(voice, FORM))],
    outcome: { code: 'TIMEOUT' },
    silenceMs: 1_000,
  },
  {
    name: 'the connection ends after a whole draft without a stop reason',
    wish: 'FORM',
    say: (voice) => [stream(voice.opening() + pieces(voice, FORM))],
    outcome: { code: 'CUT' },
  },
  {
    name: 'the connection breaks after a whole draft without a stop reason',
    wish: 'FORM',
    say: (voice) => [{ ...stream(voice.opening() + pieces(voice, FORM)), after: 'CUT' }],
    outcome: { code: 'CUT' },
  },
  {
    name: 'the connection breaks after a whole draft with an unknown stop reason',
    wish: 'FORM',
    say: (voice) =>
      voice.last === '' ? NO_LAST : [{ ...stream(answerOf(voice, FORM, { reason: 'finished' })), after: 'CUT' }],
    outcome: GOOD_FORM,
  },
  {
    name: 'comments without end follow the last event',
    wish: 'WORDS',
    say: (voice) => [{ body: () => dripping(wholeAnswer(voice, WORDS), ': ping\n\n'), after: 'NOTHING' }],
    outcome: { ...GOOD_WORDS, ...HELD },
  },
  {
    name: 'comments without end follow the stop reason, and the last event is missing',
    wish: 'FORM',
    say: (voice) =>
      voice.last === '' ? NO_LAST : [{ body: () => dripping(answerOf(voice, FORM), ': ping\n\n'), after: 'NOTHING' }],
    outcome: { ...GOOD_FORM, ...HELD },
  },
  {
    name: 'the last event comes in two parts',
    wish: 'WORDS',
    say: (voice) => {
      const whole = wholeAnswer(voice, WORDS);
      return [leftOpen(whole.slice(0, -6), { pauseMs: 60 }, whole.slice(-6))];
    },
    outcome: { ...GOOD_WORDS, ...HELD },
  },
  {
    name: 'the last event has no blank line after it',
    wish: 'WORDS',
    say: (voice) => (voice.last === '' ? NO_LAST : [leftOpen(wholeAnswer(voice, WORDS).slice(0, -1))]),
    outcome: { ...GOOD_WORDS, ...HELD },
  },
  {
    name: 'the last event comes a while after the stop reason',
    wish: 'WORDS',
    say: (voice: Voice) =>
      voice.last === '' ? NO_LAST : [stream(answerOf(voice, WORDS), { pauseMs: 300 }, voice.last)],
    outcome: GOOD_WORDS,
  },
];

function* dripping(whole: string, drop: string) {
  yield whole;
  for (;;) {
    yield { pauseMs: 20 };
    yield drop;
  }
}
