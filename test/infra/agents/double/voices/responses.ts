import { data, type Ending, type Fault, MODEL, named, SSE_ASIDES, type Voice } from '../voice.ts';

const RESPONSE = { id: 'resp_1', object: 'response', created_at: 1_764_000_000, model: MODEL };
const ITEM = { id: 'msg_1', type: 'message', role: 'assistant' };
const AT = { item_id: 'msg_1', output_index: 0, content_index: 0 };

/** The responses of OpenAI and of xAI, which differ in how they write failures. */
export function responses(faultBody: (fault: Fault) => unknown): Voice {
  return {
    path: /^\/v1\/responses$/,
    reasons: { done: 'completed', length: 'max_output_tokens', content: 'content_filter' },
    opening: () =>
      beginning() +
      named('response.content_part.added', {
        ...AT,
        part: { type: 'output_text', text: '', annotations: [], logprobs: [] },
      }),
    piece: (delta) => named('response.output_text.delta', { ...AT, delta, logprobs: [] }),
    thought,
    ending,
    last: '',
    usage: (input, output) => ({
      input_tokens: input,
      output_tokens: output,
      total_tokens: 18,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens_details: { reasoning_tokens: 0 },
    }),
    fault: ({ message, code = null }) =>
      named('error', { sequence_number: 9, code: code && `${code}`, message, param: null }),
    faultBody,
    plain: ({ reason, usage, text }) => responseOf({ reason, usage, text }),
    refusal,
    asides: ASIDES,
    oddities: ODDITIES,
  };
}

function beginning(): string {
  return (
    named('response.created', { sequence_number: 0, response: { ...RESPONSE, output: [], status: 'in_progress' } }) +
    named('response.in_progress', {
      sequence_number: 1,
      response: { ...RESPONSE, output: [], status: 'in_progress' },
    }) +
    named('response.output_item.added', { output_index: 0, item: { ...ITEM, status: 'in_progress', content: [] } })
  );
}

function thought(text: string): string {
  const item = { id: 'rs_1', type: 'reasoning', summary: [], status: 'in_progress' };
  const summary = [{ type: 'summary_text', text }];
  const part = { item_id: 'rs_1', output_index: 1, summary_index: 0 };
  return (
    named('response.output_item.added', { output_index: 1, item }) +
    named('response.reasoning_summary_part.added', { ...part, part: { type: 'summary_text', text: '' } }) +
    named('response.reasoning_summary_text.delta', { ...part, delta: text }) +
    named('response.reasoning_summary_text.done', { ...part, text }) +
    named('response.reasoning_summary_part.done', { ...part, part: summary[0] }) +
    named('response.output_item.done', { output_index: 1, item: { ...item, summary, status: 'completed' } })
  );
}

/** A stop reason other than `completed` is the reason of an incomplete response; no text is a status of its own. */
function responseOf({ reason, usage, text }: Ending) {
  const isDone = reason === 'completed';
  const content = [{ type: 'output_text', text, annotations: [], logprobs: [] }];
  return {
    ...RESPONSE,
    status: isDone ? 'completed' : 'incomplete',
    incomplete_details: isDone ? null : { reason },
    error: null,
    output: [{ ...ITEM, status: 'completed', content }],
    usage,
  };
}

function ending(end: Ending): string {
  const response = responseOf(end);
  const [item] = response.output;
  return (
    named('response.output_text.done', { ...AT, text: end.text, logprobs: [] }) +
    named('response.content_part.done', { ...AT, part: item?.content[0] }) +
    named('response.output_item.done', { output_index: 0, item }) +
    named(response.status === 'completed' ? 'response.completed' : 'response.incomplete', { response })
  );
}

function refusal(words: string): string {
  const half = Math.ceil(words.length / 2);
  const part = { type: 'refusal', refusal: words };
  const item = { ...ITEM, status: 'completed', content: [part] };
  return (
    beginning() +
    named('response.content_part.added', { ...AT, part: { type: 'refusal', refusal: '' } }) +
    named('response.refusal.delta', { ...AT, delta: words.slice(0, half) }) +
    named('response.refusal.delta', { ...AT, delta: words.slice(half) }) +
    named('response.refusal.done', { ...AT, refusal: words }) +
    named('response.content_part.done', { ...AT, part }) +
    named('response.output_item.done', { output_index: 0, item }) +
    named('response.completed', {
      response: { ...RESPONSE, status: 'completed', incomplete_details: null, output: [item], usage: null },
    })
  );
}

const ASIDES: Readonly<Record<string, string>> = {
  ...SSE_ASIDES,
  'a keep-alive event': named('keepalive', { sequence_number: 3 }),
  'a ping': named('ping', {}),
  'an unknown event': named('response.output_text.annotated', { ...AT, note: 'new' }),
  'a queued event': named('response.queued', { response: { ...RESPONSE, output: [], status: 'queued' } }),
  'an unknown output item':
    named('response.output_item.added', {
      output_index: 5,
      item: { id: 'x_1', type: 'weather_call', status: 'in_progress' },
    }) +
    named('response.weather_call.searching', { item_id: 'x_1', output_index: 5 }) +
    named('response.output_item.done', {
      output_index: 5,
      item: { id: 'x_1', type: 'weather_call', status: 'completed' },
    }),
  'an unknown content part': named('response.content_part.added', {
    ...AT,
    content_index: 4,
    part: { type: 'output_smell' },
  }),
};

const ODDITIES: Readonly<Record<string, string>> = {
  'an empty object': data({}),
  'a `[DONE]` of another protocol': data('[DONE]'),
  'no JSON': data('done'),
  'half of a JSON object': data('{"type":"response.outp'),
  null: data('null'),
  'a list': data([]),
};
