import { type Command, FORM, GOOD_FORM, type Outcome, pieces, wholeAnswer } from '../command.ts';
import { json, leftOpen, type Reply, stream } from '../reply.ts';
import { data, type Voice } from '../voice.ts';

const HALF = FORM.slice(0, 40);

/** What servers and the proxies before them write in plain words, and what each of them is. */
const WORDS_OF_FAILURE: readonly (readonly [string, Outcome['code']])[] = [
  ['Rate limit exceeded', 'RATE_LIMIT'],
  ['[ERROR] Too many requests', 'RATE_LIMIT'],
  ['ThrottlingException: Too many tokens, please wait before trying again.', 'RATE_LIMIT'],
  ['Internal Server Error', 'OVERLOADED'],
  ['upstream connect error or disconnect/reset before headers', 'OVERLOADED'],
  ['System is too busy now. Please try again later.', 'OVERLOADED'],
  ['Insufficient Balance', 'OUT_OF_CREDIT'],
  ['Unauthorized', 'AUTH'],
  ['Request timed out.', 'TIMEOUT'],
  ['the request exceeds the available context size', 'CONTEXT'],
  ["The response was filtered by the provider's content policy.", 'CONTENT'],
];

/** Ways to write words into a stream, each with its source. */
const WAYS: readonly (readonly [string, (words: string) => string])[] = [
  ['as data', data],
  ['as data with a label', (words) => data(`error: ${words}`)],
  ['as a JSON text', (words) => data(JSON.stringify(words))],
  ['as an event of errors', (words) => `event: error\ndata: ${words}\n\n`],
  // github.com/ggml-org/llama.cpp/pull/16109
  ['in a field `error`', (words) => `error: ${JSON.stringify({ code: null, message: words })}\n\n`],
  ['in a field `error`, without JSON', (words) => `error: ${words}\n\n`],
  ['as a line of JSON', (words) => `${JSON.stringify({ error: { message: words } })}\n`],
  ['as lines of JSON', (words) => `${JSON.stringify({ error: { message: words } }, null, 2)}\n`],
  ['as a bare line', (words) => `${words}\n`],
  ['as an object of Python', (words) => data(`{'error': {'message': ${JSON.stringify(words)}, 'code': None}}`)],
  // github.com/Wei-Shaw/sub2api/issues/1471
  ['after a half event', (words) => `data: {"id":"chat_1","cho\n${data({ error: { message: words } })}`],
];

/** Objects that are sent beside the protocol, in the middle of the stream. */
const OBJECTS: readonly (readonly [string, unknown, Outcome['code']])[] = [
  ['a cloud', { __type: 'ThrottlingException', message: 'Please wait.' }, 'RATE_LIMIT'],
  ['a gateway with `statusCode`', { statusCode: 429, message: 'Please wait.' }, 'RATE_LIMIT'],
  [
    'a gateway with `success`',
    { success: false, errors: [{ code: 10_000, message: 'Too many requests' }] },
    'RATE_LIMIT',
  ],
  ['a gateway with an empty `data`', { code: 429, msg: 'Too many requests', data: {} }, 'RATE_LIMIT'],
  ['a service with `error_msg`', { error_code: 18, error_msg: 'Open api rate limit reached' }, 'RATE_LIMIT'],
];

export const PLAIN_WORDS: readonly Command[] = [
  ...WAYS.flatMap(([way, write]) =>
    WORDS_OF_FAILURE.map(([words, code]) =>
      says(`in the middle, ${way}: ${words}`, (voice) => stream(voice.opening() + pieces(voice, HALF) + write(words)), {
        code,
      }),
    ),
  ),
  ...WORDS_OF_FAILURE.flatMap(([words, code]) => [
    says(`first, as data: ${words}`, () => stream(data(words)), { code }),
    says(`first, then the last event: ${words}`, (voice) => stream(data(words) + voice.last), { code }),
    says(`after the opening, as data: ${words}`, (voice) => stream(voice.opening() + data(words)), { code }),
    says(`as the body under 200: ${words}`, () => page(words, 'text/plain'), { code }),
    says(`as the body that is called a page, under 200: ${words}`, () => page(words, 'text/html; charset=utf-8'), {
      code,
    }),
    says(`as a JSON text under 200: ${words}`, () => page(JSON.stringify(words), 'application/json'), { code }),
    says(`as lines of JSON under 200: ${words}`, () => page(lines(words), 'application/x-ndjson'), { code }),
  ]),
  ...OBJECTS.flatMap(([who, object, code]) => [
    says(`in the middle, in the object of ${who}`, (voice) => stream(half(voice) + data(object)), { code }),
    says(`under 200, in the object of ${who}`, () => json(200, object), { code }),
  ]),
  says(
    'before the connection breaks',
    (voice) => ({ ...stream(half(voice) + data('Rate limit exceeded')), after: 'CUT' }),
    {
      code: 'RATE_LIMIT',
    },
  ),
  ...(['data', 'a bare line'] as const).map(
    (what): Command => ({
      ...says(
        `as ${what}, after which nothing follows`,
        (voice) => leftOpen(half(voice) + (what === 'data' ? data('Rate limit exceeded') : 'Rate limit exceeded\n')),
        { code: 'RATE_LIMIT', isLetGo: true },
      ),
      silenceMs: 1_000,
    }),
  ),
  {
    ...says(
      'of a queue, after which nothing follows',
      (voice) => leftOpen(voice.opening() + data({ status: 'processing', message: 'Waiting for a free slot' })),
      { code: 'TIMEOUT', isLetGo: true },
    ),
    silenceMs: 1_000,
  },
  says('of no meaning, in the middle', (voice) => stream(half(voice) + data('hello')), { code: 'CUT' }),
  says('of no meaning, as an error in the middle', (voice) => stream(`${half(voice)}event: error\ndata: hello\n\n`), {
    code: 'CUT',
  }),
  says('of no meaning, as the body under 200', () => page('hello', 'text/plain'), { code: 'MALFORMED' }),
  ...WAYS.filter(([way]) => !/half|event of errors|field|object|of JSON/.test(way)).map(([way, write]) =>
    says(
      `beside a whole answer, ${way}`,
      (voice) => stream(write('Rate limit exceeded soon') + wholeAnswer(voice, FORM)),
      GOOD_FORM,
    ),
  ),
  says('as a failure after a stop reason without an answer', afterNothing, { code: 'RATE_LIMIT' }),
];

function says(name: string, reply: (voice: Voice) => Reply, outcome: Outcome): Command {
  return { name: `plain words ${name}`, wish: 'FORM', say: (voice) => [reply(voice)], outcome };
}

function half(voice: Voice): string {
  return voice.opening() + pieces(voice, HALF);
}

function page(text: string, type: string): Reply {
  return { ...json(200, text), headers: { 'content-type': type } };
}

function lines(words: string): string {
  return `${JSON.stringify({ error: { message: words } })}\n${JSON.stringify({ done: true })}\n`;
}

/** Where the ending is the last event, the failure comes in place of it. */
function afterNothing(voice: Voice): Reply {
  const ending = voice.last === '' ? '' : voice.ending({ reason: voice.reasons.done, usage: null, text: '' });
  return stream(voice.opening() + ending + voice.fault({ message: 'Rate limit exceeded', code: 429 }));
}
