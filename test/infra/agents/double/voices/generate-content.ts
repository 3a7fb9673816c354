import { data, type Fault, MODEL, SSE_ASIDES, type Voice } from '../voice.ts';

const candidate = (parts: readonly object[], more: object = {}) => ({
  candidates: [{ content: { role: 'model', parts }, index: 0, ...more }],
  modelVersion: MODEL,
  responseId: 'r_1',
});
const USAGE = { promptTokenCount: 11, candidatesTokenCount: 7, totalTokenCount: 18 };

/** `streamGenerateContent?alt=sse` of Gemini. Each chunk is a whole response; nothing follows the last one. */
export const GENERATE_CONTENT: Voice = {
  path: /^\/v1beta\/models\/[^/]+:streamGenerateContent$/,
  reasons: { done: 'STOP', length: 'MAX_TOKENS', content: 'SAFETY' },
  opening: () => '',
  piece: (text) => data(candidate([{ text }])),
  thought: (text) => data(candidate([{ text, thought: true }])),
  ending: ({ reason, usage }) =>
    data({
      ...candidate([{ text: '' }], reason === undefined ? {} : { finishReason: reason }),
      ...(usage === null ? {} : { usageMetadata: usage }),
    }),
  last: '',
  usage: (input, output) => ({ promptTokenCount: input, candidatesTokenCount: output, totalTokenCount: 18 }),
  fault: (fault) => data(faultBody(fault)),
  faultBody,
  plain: ({ reason, usage, text }) => ({
    ...candidate([{ text }], { finishReason: reason }),
    ...(usage === null ? {} : { usageMetadata: usage }),
  }),
  refusal: () =>
    data({ promptFeedback: { blockReason: 'PROHIBITED_CONTENT' }, usageMetadata: { promptTokenCount: 11 } }),
  asides: {
    ...SSE_ASIDES,
    'a named ping': 'event: ping\ndata: {}\n\n',
    'a part of an unknown kind': data(candidate([{ hologram: { id: 1 } }])),
    'usage alone': data({ usageMetadata: USAGE, modelVersion: MODEL }),
    'a feedback without a reason': data({ promptFeedback: { safetyRatings: [] } }),
    'a feedback with an unspecified reason': data({ promptFeedback: { blockReason: 'BLOCK_REASON_UNSPECIFIED' } }),
    'a feedback with an unspecified reason of older versions': data({
      promptFeedback: { blockReason: 'BLOCKED_REASON_UNSPECIFIED' },
    }),
    'an unknown object': data({ sessionState: { warm: true } }),
  },
  oddities: {
    'candidates null': data({ candidates: null, usageMetadata: USAGE }),
    'candidates empty': data({ candidates: [], usageMetadata: USAGE }),
    'candidates as an object': data({ candidates: {} }),
    'a candidate without content': data({ candidates: [{ index: 0 }] }),
    'parts null': data({ candidates: [{ content: { role: 'model', parts: null }, index: 0 }] }),
    'a text as a number': data(candidate([{ text: 7 }])),
    'an empty object': data({}),
    'a `[DONE]` of another protocol': data('[DONE]'),
    'no JSON': data('done'),
    'half of a JSON object': data('{"candidates":[{"con'),
    null: data('null'),
    'a list': data([]),
  },
};

const STATUS: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  429: 'RESOURCE_EXHAUSTED',
  503: 'UNAVAILABLE',
};

function faultBody({ message, code = 400, type }: Fault) {
  const status = type ?? (typeof code === 'string' ? code : STATUS[code ?? 400]) ?? 'UNKNOWN';
  return { error: { code: typeof code === 'number' ? code : 400, message, status } };
}
