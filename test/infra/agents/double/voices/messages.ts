import { data, MODEL, named, SSE_ASIDES, type Voice } from '../voice.ts';

const block = (index: number, content_block: object) => named('content_block_start', { index, content_block });
const delta = (index: number, body: object) => named('content_block_delta', { index, delta: body });

/** The messages of Anthropic. */
export const MESSAGES: Voice = {
  path: /^\/v1\/messages$/,
  reasons: { done: 'end_turn', length: 'max_tokens', content: 'refusal' },
  opening: () =>
    named('message_start', {
      message: {
        ...{ id: 'msg_1', type: 'message', role: 'assistant', model: MODEL, content: [] },
        ...{ stop_reason: null, stop_sequence: null, usage: { input_tokens: 0, output_tokens: 1 } },
      },
    }) +
    block(0, { type: 'text', text: '' }) +
    named('ping', {}),
  piece: (text) => delta(0, { type: 'text_delta', text }),
  thought: (thinking) =>
    block(1, { type: 'thinking', thinking: '', signature: '' }) +
    delta(1, { type: 'thinking_delta', thinking }) +
    delta(1, { type: 'signature_delta', signature: 'c2lnbmVk' }) +
    named('content_block_stop', { index: 1 }),
  ending: ({ reason, usage }) =>
    named('content_block_stop', { index: 0 }) +
    named('message_delta', {
      delta: { stop_reason: reason, stop_sequence: null },
      ...(usage === null ? { usage: { output_tokens: 0 } } : { usage }),
    }),
  last: named('message_stop', {}),
  usage: (input, output) => ({
    input_tokens: input,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    output_tokens: output,
  }),
  fault: (fault) => `event: error\n${data(faultBody(fault))}`,
  faultBody,
  plain: ({ reason, usage, text }) => ({
    ...{ id: 'msg_1', type: 'message', role: 'assistant', model: MODEL, content: [{ type: 'text', text }] },
    ...{ stop_reason: reason, stop_sequence: null, usage: usage ?? { input_tokens: 0, output_tokens: 0 } },
  }),
  refusal: (words) =>
    MESSAGES.opening() +
    MESSAGES.piece(words) +
    MESSAGES.ending({ reason: 'refusal', usage: MESSAGES.usage(11, 7), text: words }) +
    MESSAGES.last,
  asides: {
    ...SSE_ASIDES,
    'a ping': named('ping', {}),
    'an unknown event': named('content_block_progress', { index: 0, percent: 40 }),
    'an unknown event, unnamed': data({ type: 'usage_update', usage: { input_tokens: 3 } }),
    'a keep-alive event': named('keepalive', {}),
    'a whole block of an unknown type':
      block(7, { type: 'memory_note', note: '' }) +
      delta(7, { type: 'memory_note_delta', note: 'Remember.' }) +
      named('content_block_stop', { index: 7 }),
    'an unknown delta in the text block': delta(0, { type: 'watermark_delta', watermark: 'abc' }),
    'an unknown delta in an unknown block': delta(8, { type: 'audio_delta', data: 'AAAA' }),
  },
  oddities: {
    'an empty object': data({}),
    'a delta of no block': delta(9, { type: 'text_delta', text: '' }),
    'a stop of no block': named('content_block_stop', { index: 9 }),
    'a message_delta without usage': named('message_delta', { delta: {} }),
    'no JSON': data('done'),
    'half of a JSON object': data('{"type":"content_block_de'),
    null: data('null'),
    'a list': data([]),
    'a `[DONE]` of another protocol': data('[DONE]'),
  },
};

function faultBody({ message, type, code }: { message: string; type?: string; code?: number | string | null }) {
  const word = type ?? (typeof code === 'string' ? code : TYPES[code ?? 0]) ?? 'invalid_request_error';
  return { type: 'error', error: { type: word, message }, request_id: 'req_1' };
}

const TYPES: Readonly<Record<number, string>> = {
  429: 'rate_limit_error',
  503: 'overloaded_error',
  529: 'overloaded_error',
  401: 'authentication_error',
};
