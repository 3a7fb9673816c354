import type { ProviderId } from '../../../../../src/domain/agents/provider-id.ts';
import { type Command, FORM, GOOD_FORM, type Outcome, wholeAnswer } from '../command.ts';
import type { Script } from '../double-server.ts';
import { json, type Reply, stream } from '../reply.ts';
import type { Voice } from '../voice.ts';
import { FORM_REFUSED } from './refused-form.ts';
import {
  FAILED_BESIDE_FORM,
  LIMIT_REFUSED,
  OTHERS_REFUSED,
  type RefusedWords,
  SYSTEM_REFUSED,
  USAGE_REFUSED,
} from './refused-words.ts';

/** The fields that ask for the form of the answer, in all protocols. */
const FORM_FIELD =
  /"(response_format|output_config|output_format|responseJsonSchema|responseSchema|responseMimeType|json_schema)"/;
const CHATS: readonly ProviderId[] = ['local', 'openrouter', 'mistral'];
const SYSTEM_FIELD = /"role":"(system|developer)"|"system_?[iI]nstruction"|"instructions"/;
const SYSTEM_WORDS = /You are a debater|debate/;

export const FORMS: readonly Command[] = [
  ...FORM_REFUSED.flatMap((words) => [
    refused(`the form is refused in the words of ${words.who}`, words, FORM_FIELD),
    ...(words.status === 400 && typeof words.body === 'string'
      ? [
          under200(`the form is refused under 200 in the words of ${words.who}`, words, (voice, body) =>
            json(200, body ?? voice),
          ),
          under200(`the form is refused inside the stream in the words of ${words.who}`, words, (voice) =>
            stream(voice.opening() + voice.fault({ message: String(words.body), code: 400 })),
          ),
        ]
      : []),
  ]),
  ...USAGE_REFUSED.map((words) => ({
    ...refused(`stream_options is refused in the words of ${words.who}`, words, /"stream_options"/),
    say: (voice: Voice, provider: ProviderId) =>
      provider === 'local' || provider === 'openrouter'
        ? once(voice, words, /"stream_options"/)
        : 'Its requests have no stream_options.',
  })),
  ...LIMIT_REFUSED.map((words) => ({
    ...refused(`max_tokens is refused in the words of ${words.who}`, words, /"max_tokens"/),
    say: (voice: Voice, provider: ProviderId) =>
      CHATS.includes(provider) ? once(voice, words, /"max_tokens"/) : 'Its limit has another name.',
    outcome: { ...twoRequests(/"max_tokens"/), withInstead: /"max_completion_tokens":\d+/ },
  })),
  ...SYSTEM_REFUSED.map((words) => ({
    ...refused(`the system role is refused in the words of ${words.who}`, words, SYSTEM_FIELD),
    say: (voice: Voice, provider: ProviderId) =>
      provider === 'anthropic' ? 'Its system text has no role.' : once(voice, words, SYSTEM_FIELD),
    outcome: { ...twoRequests(SYSTEM_FIELD), withInstead: SYSTEM_WORDS },
  })),
  {
    name: 'the form and then stream_options are refused',
    wish: 'FORM',
    say: (voice, provider) =>
      provider === 'local' || provider === 'openrouter'
        ? ({ body }) => {
            if (FORM_FIELD.test(body)) return refusal(voice, FORM_REFUSED[0]);
            if (body.includes('"stream_options"')) return refusal(voice, USAGE_REFUSED[1]);
            return stream(wholeAnswer(voice, FORM, { usage: null }));
          }
        : 'Its requests have no stream_options.',
    outcome: { ...GOOD_FORM, requests: 3, isEstimated: true },
  },
  {
    name: 'the form is refused again and again',
    wish: 'FORM',
    say: (voice) => [refusal(voice, FORM_REFUSED[0])],
    outcome: { code: 'MALFORMED', requests: 2 },
  },
  {
    name: 'the system role is refused again and again',
    wish: 'FORM',
    say: (voice, provider) =>
      provider === 'anthropic' ? 'Its system text has no role.' : [refusal(voice, SYSTEM_REFUSED[0])],
    outcome: { code: 'MALFORMED', requests: 2 },
  },
  ...OTHERS_REFUSED.map(
    ([what, status, message]): Command => ({
      name: `something else is refused: ${what}`,
      wish: 'FORM',
      say: (voice) => [json(status, voice.faultBody({ message: String(message), code: status }))],
      outcome: { code: ['MALFORMED', 'AUTH'], requests: 1 },
    }),
  ),
  ...FAILED_BESIDE_FORM.map(
    ([who, status, message]): Command => ({
      name: `a failure of the server is no refusal of the form: ${who}`,
      wish: 'FORM',
      say: (voice) => [json(status, voice.faultBody({ message, code: status }))],
      outcome: { code: 'OVERLOADED', requests: 1 },
    }),
  ),
  {
    name: 'a request without the form is refused for another reason',
    wish: 'FORM',
    say: (voice) => [refusal(voice, FORM_REFUSED[0]), json(500, voice.faultBody({ message: 'Failed.', code: 500 }))],
    outcome: { code: 'OVERLOADED', requests: 2 },
  },
];

function refused(name: string, words: RefusedWords, field: RegExp): Command {
  return { name, wish: 'FORM', say: (voice) => once(voice, words, field), outcome: twoRequests(field) };
}

function twoRequests(without: RegExp): Outcome {
  return { ...GOOD_FORM, requests: 2, without };
}

/** Refuses requests with the field, and gives an answer to others. */
function once(voice: Voice, words: RefusedWords, field: RegExp): Script {
  return ({ body }) => (field.test(body) ? refusal(voice, words) : stream(wholeAnswer(voice, FORM)));
}

function under200(name: string, words: RefusedWords, reply: (voice: Voice, body: unknown) => Reply): Command {
  return {
    name,
    wish: 'FORM',
    say:
      (voice) =>
      ({ body }) =>
        FORM_FIELD.test(body) ? reply(voice, bodyOf(voice, words)) : stream(wholeAnswer(voice, FORM)),
    outcome: twoRequests(FORM_FIELD),
  };
}

function refusal(voice: Voice, words: RefusedWords | undefined): Reply {
  return words ? json(words.status, bodyOf(voice, words)) : json(500, '');
}

function bodyOf(voice: Voice, { body, status }: RefusedWords): unknown {
  return typeof body === 'string'
    ? voice.faultBody({ message: body, code: status, type: 'invalid_request_error' })
    : body;
}
