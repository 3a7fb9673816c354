import { type Command, FORM, GOOD_FORM, GOOD_WORDS, goodEnd, type Outcome, WORDS, wordsOf } from '../command.ts';
import { json, type Reply, stream } from '../reply.ts';
import type { Fault, Voice } from '../voice.ts';

/** Failures, and what each of them is. */
export const FAULTS: readonly (readonly [string, Fault, Outcome['code']])[] = [
  ['a rate limit with its number', { message: 'Rate limit exceeded', code: 429 }, 'RATE_LIMIT'],
  ['a rate limit with its number as text', { message: 'Slow down, please.', code: '429' }, 'RATE_LIMIT'],
  ['a rate limit in words', { message: 'Too many requests', type: 'rate_limit_error' }, 'RATE_LIMIT'],
  ['an overload', { message: 'The engine is currently overloaded, please try again later', code: 503 }, 'OVERLOADED'],
  ['no credit', { message: 'You exceeded your current quota', code: 'insufficient_quota' }, 'OUT_OF_CREDIT'],
  ['a wrong key', { message: 'Incorrect API key provided: sk-abc.', code: 'invalid_api_key' }, 'AUTH'],
  [
    'a long prompt',
    { message: "This model's maximum context length is 8192 tokens.", code: 'context_length_exceeded' },
    'CONTEXT',
  ],
  [
    'a rejection by content',
    { message: 'The prompt was flagged by our content policy.', code: 'content_policy' },
    'CONTENT',
  ],
];

/** A failure as proxies write it, in front of any provider. */
const COMMON: readonly (readonly [string, unknown])[] = [
  ['an error with a number', { error: { message: 'Rate limit exceeded', code: 429 } }],
  ['an error with a number as text', { error: { message: 'Slow down', code: '429' } }],
  ['an error as text', { error: 'Rate limit exceeded' }],
  ['a message with a status', { message: 'Rate limit exceeded', status: 429 }],
  ['a detail', { detail: 'Rate limit exceeded' }],
  ['errors in a list', { errors: [{ message: 'Rate limit exceeded', code: 429 }] }],
  ['an error in a list', [{ error: { message: 'Rate limit exceeded', code: 429, status: 'RESOURCE_EXHAUSTED' } }]],
];

const TYPES = ['text/event-stream', 'text/plain', 'application/octet-stream', 'application/json; charset=utf-8'];

export const BODIES: readonly Command[] = [
  ...FAULTS.map(([what, fault, code]) =>
    plain(`200 with JSON: ${what}`, (voice) => json(200, voice.faultBody(fault)), { code }),
  ),
  ...COMMON.map(([what, body]) => plain(`200 with JSON: ${what}`, () => json(200, body), { code: 'RATE_LIMIT' })),
  ...TYPES.map((type) =>
    plain(
      `200 with the JSON of a failure as ${type}`,
      (voice) => json(200, voice.faultBody({ message: 'Rate limit exceeded', code: 429 }), { 'content-type': type }),
      { code: 'RATE_LIMIT' },
    ),
  ),
  plain(
    '200 with the JSON of a failure over several lines',
    () => json(200, `\n\n${JSON.stringify(COMMON[0]?.[1], null, 2)}\n`),
    { code: 'RATE_LIMIT' },
  ),
  plain(
    '200 with JSON: a rate limit that names its pause',
    (voice) => json(200, voice.faultBody({ message: 'Rate limit exceeded', code: 429 }), { 'retry-after': '7' }),
    { code: 'RATE_LIMIT', message: /in 7 s/ },
  ),
  plain('200 with an empty object', () => json(200, {}), { code: ['MALFORMED', 'CUT'] }),
  plain('200 with JSON null', () => json(200, 'null'), { code: ['MALFORMED', 'CUT'] }),
  plain('200 with a number', () => json(200, '42'), { code: ['MALFORMED', 'CUT'] }),
  plain('200 without a body', () => json(200, ''), { code: ['MALFORMED', 'CUT'] }),
  plain('200 with half of a JSON body', () => json(200, '{"id":"chat_1","choices":[{"mess'), {
    code: ['MALFORMED', 'CUT'],
  }),
  ...(['WORDS', 'FORM'] as const).flatMap((wish): Command[] => {
    const good = wish === 'FORM' ? GOOD_FORM : GOOD_WORDS;
    const body = (voice: Voice) => voice.plain(goodEnd(voice, wordsOf(wish)));
    const told: Outcome = { ...good, isEstimated: false, usage: { inputTokens: 11, outputTokens: 7 } };
    return [
      { ...plain(`an answer in one JSON body (${wish})`, (voice) => json(200, body(voice)), told), wish },
      {
        ...plain(
          `an answer in one JSON body, called a stream (${wish})`,
          (voice) => json(200, body(voice), { 'content-type': 'text/event-stream' }),
          good,
        ),
        wish,
      },
      {
        ...plain(
          `an answer in one JSON body after blank lines (${wish})`,
          (voice) => ({
            ...json(200, body(voice)),
            body: () => ['\n\n', { pauseMs: 20 }, '\n \n', JSON.stringify(body(voice), null, 2)],
          }),
          good,
        ),
        wish,
      },
      {
        ...plain(
          `an answer in one JSON body within an object (${wish})`,
          (voice) => json(200, { code: 0, msg: 'ok', data: body(voice) }),
          told,
        ),
        wish,
      },
      { ...plain(`an answer in one JSON body in a list (${wish})`, (voice) => json(200, [body(voice)]), told), wish },
      { ...plain(`an answer in one event (${wish})`, (voice) => oneEvent(voice, body(voice)), good), wish },
    ];
  }),
  plain(
    'an answer in one JSON body without usage',
    (voice) => json(200, voice.plain(goodEnd(voice, WORDS, { usage: null }))),
    { ...GOOD_WORDS, isEstimated: true },
  ),
  plain(
    'an answer in one JSON body with a negative usage',
    (voice) => json(200, voice.plain(goodEnd(voice, WORDS, { usage: voice.usage(-11, 7) }))),
    { ...GOOD_WORDS, isEstimated: true },
  ),
  plain(
    'an answer in one JSON body that was aborted',
    (voice) => json(200, voice.plain(goodEnd(voice, WORDS, { reason: 'aborted' }))),
    { code: 'CUT' },
  ),
  {
    ...plain(
      'an answer in one JSON body that ran out of tokens',
      (voice) => json(200, voice.plain(goodEnd(voice, FORM.slice(0, 30), { reason: voice.reasons.length }))),
      { code: 'MALFORMED', message: /ARAGORA_MAX_OUTPUT_TOKENS/ },
    ),
    wish: 'FORM',
  },
  plain('an empty answer in one JSON body', (voice) => json(200, voice.plain(goodEnd(voice, ''))), {
    code: 'MALFORMED',
  }),
  {
    ...plain('answers in a JSON list', () => json(200, []), GOOD_WORDS),
    say: (voice, provider) =>
      provider === 'gemini'
        ? [
            json(200, [
              voice.plain(goodEnd(voice, WORDS.slice(0, 9), { reason: undefined })),
              voice.plain(goodEnd(voice, WORDS.slice(9))),
            ]),
          ]
        : 'Only Gemini sends a list when no stream of events is asked for.',
  },
];

function plain(name: string, reply: (voice: Voice) => Reply, outcome: Outcome): Command {
  return { name, wish: 'WORDS', say: (voice) => [reply(voice)], outcome };
}

/** Some proxies put the whole body of an answer into a single event. */
function oneEvent(voice: Voice, body: unknown): Reply {
  return stream(`data: ${JSON.stringify(body)}\n\n${voice.last}`);
}
