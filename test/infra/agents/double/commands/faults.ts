import { type Command, FORM, type Outcome, pieces, WORDS } from '../command.ts';
import { leftOpen, type Reply, stream } from '../reply.ts';
import { data, type Voice } from '../voice.ts';
import { FAULTS } from './bodies.ts';

const COMMON = `data: ${JSON.stringify({ error: { message: 'Rate limit exceeded', code: 429 } })}\n\n`;
const HALF = FORM.slice(0, 40);

/** Words beside the protocol, after which the answer breaks off: what they say is why. */
const BESIDE: readonly (readonly [string, string, Outcome['code']])[] = [
  ['a number of its own', data({ code: '1302', message: 'Rate limit reached for requests' }), 'RATE_LIMIT'],
  ['a message', data({ message: 'Rate limit exceeded' }), 'RATE_LIMIT'],
  ['a detail', data({ detail: 'Too many requests' }), 'RATE_LIMIT'],
  ['errors in a list', data({ errors: [{ message: 'Too many requests' }] }), 'RATE_LIMIT'],
  ['a status in words', data({ status: 'RESOURCE_EXHAUSTED', message: 'Try later.' }), 'RATE_LIMIT'],
  ['a code of 529', data({ code: 529, message: 'Try later.' }), 'OVERLOADED'],
  ['the state of a queue', data({ status: 'processing', message: 'Waiting' }), 'CUT'],
];

/** Failures inside a stream. */
export const STREAM_FAULTS: readonly Command[] = [
  ...FAULTS.flatMap(([what, fault, code]) => [
    at(`first in the stream: ${what}`, (voice) => stream(voice.fault(fault)), { code }),
    at(`after the opening of the stream: ${what}`, (voice) => stream(voice.opening() + voice.fault(fault)), { code }),
    at(
      `in the middle of the stream: ${what}`,
      (voice) => stream(voice.opening() + pieces(voice, WORDS) + voice.fault(fault)),
      {
        code,
      },
    ),
  ]),
  ...BESIDE.map(([what, words, code]) =>
    at(
      `in the middle, beside the protocol: ${what}`,
      (voice) => stream(voice.opening() + pieces(voice, HALF) + words),
      {
        code,
      },
    ),
  ),
  at('first in the stream, beside the protocol', () => stream(BESIDE[0]?.[1] ?? ''), { code: 'RATE_LIMIT' }),
  at('first in the stream, as proxies write it', () => stream(COMMON), { code: 'RATE_LIMIT' }),
  at('in the middle, as proxies write it', (voice) => stream(voice.opening() + pieces(voice, HALF) + COMMON), {
    code: 'RATE_LIMIT',
  }),
  at('first in the stream, as a named event', () => stream(`event: error\n${COMMON}`), { code: 'RATE_LIMIT' }),
  at(
    'in the middle, as a named event',
    (voice) => stream(`${voice.opening()}${pieces(voice, HALF)}event: error\n${COMMON}`),
    {
      code: 'RATE_LIMIT',
    },
  ),
  at('first in the stream, then the last event', (voice) => stream(COMMON + voice.last), { code: 'RATE_LIMIT' }),
  at('first in the stream, and the connection stays open', () => leftOpen(COMMON), {
    code: 'RATE_LIMIT',
    isLetGo: true,
  }),
  at(
    'in the middle, and the connection stays open',
    (voice) => leftOpen(voice.opening() + pieces(voice, HALF) + COMMON),
    {
      ...{ code: 'RATE_LIMIT', isLetGo: true },
    },
  ),
  at(
    'in the middle without words',
    (voice) => stream(voice.opening() + pieces(voice, HALF) + voice.fault({ message: '' })),
    {
      code: ['CUT', 'OVERLOADED', 'MALFORMED'],
    },
  ),
  {
    ...at('with a stop reason `error`, as OpenRouter sends it', () => stream(''), { code: 'OVERLOADED' }),
    say: (voice, provider) => (provider === 'openrouter' ? [stream(brokenOff(voice))] : 'Only OpenRouter writes so.'),
  },
];

function at(name: string, reply: (voice: Voice) => Reply, outcome: Outcome): Command {
  return { name: `a failure ${name}`, wish: 'WORDS', say: (voice) => [reply(voice)], outcome };
}

function brokenOff(voice: Voice): string {
  const error = { code: 502, message: 'Provider disconnected', metadata: { error_type: 'provider_unavailable' } };
  const choices = [{ index: 0, delta: { content: '' }, finish_reason: 'error', native_finish_reason: 'error' }];
  const chunk = { id: 'gen-1', object: 'chat.completion.chunk', created: 1, model: 'm', provider: 'p', error, choices };
  return `${voice.opening()}${pieces(voice, WORDS)}data: ${JSON.stringify(chunk)}\n\n${voice.last}`;
}
