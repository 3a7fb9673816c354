import { type Command, FORM, GOOD_FORM, GOOD_WORDS, type Outcome, WORDS, wholeAnswer } from '../command.ts';
import { stream } from '../reply.ts';
import { data, named, type Voice } from '../voice.ts';

/** Stop reasons that say that the answer is not whole. */
const BROKEN = [
  'aborted',
  'abort',
  'error',
  'errored',
  'cancelled',
  'canceled',
  'failed',
  'interrupted',
  'timeout',
  '',
];
/** Stop reasons of other servers that say that the answer is whole. */
const HARMLESS = ['eos', 'eos_token', 'end', 'done', 'stop_sequence', 'finished', 'complete', 'STOP', 'end_turn'];
const CONTEXT = ['model_context_window_exceeded', 'context_length_exceeded'];
/** What providers, and the guards before them, call a refusal by the rules on content. */
const REFUSED = ['content-filter', 'policy_violation', 'unsafe', 'MODEL_ARMOR', 'ERROR_TOXIC', 'jailbreak', 'harmful'];
const LONG = ['length_limit', 'max_new_tokens', 'token limit reached'];
const TOOL: Readonly<Record<string, string>> = { stop: 'tool_calls', end_turn: 'tool_use' };

const IN_SECOND = { item_id: 'msg_2', output_index: 1, content_index: 0 };
const SECOND_ITEM = { id: 'msg_2', type: 'message', role: 'assistant', status: 'in_progress', content: [] };
const SECOND_OPEN = named('response.output_item.added', { output_index: 1, item: SECOND_ITEM });
const SECOND =
  SECOND_OPEN + named('response.output_text.delta', { ...IN_SECOND, delta: 'Half of the ans', logprobs: [] });
const SECOND_DONE = named('response.output_item.done', {
  output_index: 1,
  item: { ...SECOND_ITEM, status: 'completed' },
});
const REASONING = { id: 'rs_1', type: 'reasoning', summary: [] };
/** What follows a whole message with the words of what the model will do. */
const SECOND_ITEMS: Readonly<Record<string, string>> = {
  'in the second message': SECOND,
  'before the text of the second message': SECOND_OPEN,
  'in the second message, which some servers do not announce': SECOND.slice(SECOND_OPEN.length),
  'in the thoughts after the first message': named('response.output_item.added', { output_index: 1, item: REASONING }),
};

export const REASONS: readonly Command[] = [
  ...BROKEN.flatMap((reason) => [
    ends(`the stop reason is ${JSON.stringify(reason)}`, 'WORDS', [WORDS, reason], { code: 'CUT' }),
    ends(`the stop reason of half a draft is ${JSON.stringify(reason)}`, 'FORM', [FORM.slice(0, 60), reason], {
      code: 'CUT',
    }),
  ]),
  ends('the stop reason is null', 'WORDS', [WORDS, null], { code: 'CUT' }),
  ends('the stop reason is missing', 'WORDS', [WORDS, undefined], { code: 'CUT' }),
  ends('the stop reason is a number', 'WORDS', [WORDS, 7], { code: ['CUT', 'MALFORMED'] }),
  ends('the stop reason is an object', 'WORDS', [WORDS, { type: 'aborted' }], { code: ['CUT', 'MALFORMED'] }),
  ...HARMLESS.map((reason) => ({
    ...ends(`the stop reason of a whole draft is ${reason}`, 'FORM', [FORM, reason], GOOD_FORM),
    say: (voice: Voice) =>
      isResponses(voice)
        ? 'A completed response has no reason; an incomplete one is not whole.'
        : [stream(wholeAnswer(voice, FORM, { reason }))],
  })),
  ...CONTEXT.flatMap((reason) => [
    ends(`the stop reason is ${reason}`, 'WORDS', [WORDS, reason], { code: 'CONTEXT' }),
    ends(`the stop reason of half a draft is ${reason}`, 'FORM', [FORM.slice(0, 60), reason], { code: 'CONTEXT' }),
    ends(`the stop reason of nothing is ${reason}`, 'FORM', ['', reason], { code: 'CONTEXT' }),
  ]),
  ...REFUSED.flatMap((reason) => [
    ends(`the stop reason is the refusal ${reason}`, 'FORM', [FORM, reason], { code: 'CONTENT' }),
    ends(`the stop reason of half a draft is the refusal ${reason}`, 'FORM', [FORM.slice(0, 60), reason], {
      code: 'CONTENT',
    }),
  ]),
  ...LONG.map((reason) =>
    ends(`the stop reason of half a draft is ${reason}`, 'FORM', [FORM.slice(0, 60), reason], {
      code: 'MALFORMED',
      message: /ARAGORA_MAX_OUTPUT_TOKENS/,
    }),
  ),
  {
    ...ends('a draft is cut off by the limit of tokens', 'FORM', ['', ''], {
      code: 'MALFORMED',
      message: /ARAGORA_MAX_OUTPUT_TOKENS/,
    }),
    say: (voice) => [stream(wholeAnswer(voice, FORM.slice(0, 60), { reason: voice.reasons.length }))],
  },
  {
    ...ends('the stop reason speaks of a tool', 'WORDS', [WORDS, ''], GOOD_WORDS),
    say: (voice) => {
      const reason = TOOL[voice.reasons.done];
      return reason === undefined ? 'It has no such stop reason.' : [stream(wholeAnswer(voice, WORDS, { reason }))];
    },
  },
  ...['cancelled', 'failed', 'in_progress', 'incomplete'].map((status) =>
    responsesOnly(
      `the response is completed with the status ${status}`,
      (voice) =>
        wholeAnswer(voice, WORDS).replace(
          '"status":"completed","incomplete_details"',
          `"status":"${status}","incomplete_details"`,
        ),
      { code: 'CUT' },
    ),
  ),
  ...Object.entries(SECOND_ITEMS).map(([what, events]) => ({
    ...responsesOnly(`the connection breaks ${what}`, () => '', { code: 'CUT' }),
    say: (voice: Voice) =>
      isResponses(voice)
        ? [{ ...stream(firstMessage(voice) + events), after: 'CUT' as const }]
        : 'It has no responses with several messages.',
  })),
  responsesOnly(
    'two messages are whole',
    (voice) => `${firstMessage(voice)}${SECOND}${SECOND_DONE}${completed(voice)}`,
    {
      text: 'I look at both first.Half of the ans',
    },
  ),
  responsesOnly(
    'the response is cancelled',
    (voice) =>
      voice.opening() +
      voice.piece(WORDS) +
      named('response.cancelled', { response: { id: 'resp_1', object: 'response', status: 'cancelled', output: [] } }),
    { code: 'CUT' },
  ),
  responsesOnly(
    'the response has failed with a rate limit',
    (voice) =>
      voice.opening() +
      voice.piece(WORDS) +
      named('response.failed', {
        sequence_number: 9,
        response: {
          id: 'resp_1',
          object: 'response',
          status: 'failed',
          error: { code: 'rate_limit_exceeded', message: 'Rate limit reached.' },
        },
      }),
    { code: 'RATE_LIMIT' },
  ),
  responsesOnly(
    'the response has failed without an error',
    (voice) =>
      voice.opening() +
      voice.piece(WORDS) +
      named('response.failed', {
        sequence_number: 9,
        response: { id: 'resp_1', object: 'response', status: 'failed', error: null },
      }),
    { code: 'CUT' },
  ),
  ...['RECITATION', 'SPII', 'BLOCKLIST', 'PROHIBITED_CONTENT'].map((reason) => geminiOnly(reason, { code: 'CONTENT' })),
  ...['OTHER', 'MALFORMED_FUNCTION_CALL', 'FINISH_REASON_UNSPECIFIED', 'LANGUAGE'].map((reason) =>
    geminiOnly(reason, { code: 'CUT' }),
  ),
  {
    ...ends('the stop reason is a limit of the model', 'FORM', ['', ''], {
      code: 'MALFORMED',
      message: /ARAGORA_MAX_OUTPUT_TOKENS/,
    }),
    say: (voice, provider) =>
      provider === 'mistral'
        ? [stream(wholeAnswer(voice, FORM.slice(0, 60), { reason: 'model_length' }))]
        : 'Only Mistral has such a reason.',
  },
  {
    ...ends('a failure of the server is a stop reason beside an empty choice', 'WORDS', ['', ''], {
      code: ['CUT', 'MALFORMED'],
    }),
    say: (voice) => [stream(voice.opening() + voice.ending({ reason: 'error', usage: null, text: '' }) + voice.last)],
  },
  {
    ...ends('nothing but the last event comes', 'WORDS', ['', ''], { code: ['CUT', 'MALFORMED'] }),
    say: (voice) => (voice.last === '' ? 'Its ending is its last event.' : [stream(data({}) + voice.last)]),
  },
];

function ends(
  name: string,
  wish: Command['wish'],
  [text, reason]: readonly [string, unknown],
  outcome: Outcome,
): Command {
  return { name, wish, say: (voice) => [stream(wholeAnswer(voice, text, { reason }))], outcome };
}

function isResponses(voice: Voice): boolean {
  return voice.reasons.done === 'completed';
}

function responsesOnly(name: string, said: (voice: Voice) => string, outcome: Outcome): Command {
  return {
    name,
    wish: 'WORDS',
    say: (voice) => (isResponses(voice) ? [stream(said(voice))] : 'It has no responses with a status.'),
    outcome,
  };
}

function geminiOnly(reason: string, outcome: Outcome): Command {
  return {
    ...ends(`the stop reason is ${reason}`, 'WORDS', [WORDS, reason], outcome),
    say: (voice, provider) =>
      provider === 'gemini' ? [stream(wholeAnswer(voice, WORDS, { reason }))] : 'It has no such stop reason.',
  };
}

/** A whole message that says what the model will do, without the end of the response. */
function firstMessage(voice: Voice): string {
  const first = wholeAnswer(voice, 'I look at both first.');
  return first.slice(0, first.indexOf('event: response.completed'));
}

function completed(voice: Voice): string {
  const whole = wholeAnswer(voice, 'I look at both first.');
  return whole.slice(whole.indexOf('event: response.completed'));
}
