import { data, type Ending, type Fault, MODEL, SSE_ASIDES, type Voice } from '../voice.ts';

/** What the three services with this protocol do differently. */
export interface Service {
  readonly path: RegExp;
  /** Whether the usage has a chunk of its own, and what its `choices` are; null when it comes with the finish reason. */
  readonly usageChoices: unknown;
  /** The delta with a piece of reasoning. */
  thought(text: string): object;
  readonly hasRefusals: boolean;
  readonly contentReason: string | null;
  readonly asides?: Readonly<Record<string, string>>;
  faultBody(fault: Fault): unknown;
}

/** The protocol of chat completions. */
export function completions(service: Service): Voice {
  return {
    path: service.path,
    reasons: { done: 'stop', length: 'length', content: service.contentReason },
    opening: () => chunk([choice({ role: 'assistant', content: '' })]),
    piece: (content) => chunk([choice({ content })]),
    thought: (text) => chunk([choice(service.thought(text))]),
    ending: (end) => endingOf(service, end),
    last: 'data: [DONE]\n\n',
    usage: (input, output) => ({
      prompt_tokens: input,
      completion_tokens: output,
      total_tokens: 18,
      prompt_tokens_details: { cached_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 0 },
    }),
    fault: (fault) => data(service.faultBody(fault)),
    faultBody: (fault) => service.faultBody(fault),
    plain: ({ reason, usage, text }) => ({
      ...HEAD,
      object: 'chat.completion',
      choices: [{ index: 0, message: { role: 'assistant', content: text }, finish_reason: reason }],
      ...(usage === null ? {} : { usage }),
    }),
    refusal: (words) => (service.hasRefusals ? refusalOf(words) : null),
    asides: { ...SSE_ASIDES, ...service.asides, 'a named ping': 'event: ping\ndata: {"type":"ping"}\n\n' },
    oddities: ODDITIES,
  };
}

const HEAD = { id: 'chat_1', object: 'chat.completion.chunk', created: 1_764_000_000, model: MODEL };

function chunk(choices: unknown, more: object = {}): string {
  return data({ ...HEAD, choices, ...more });
}

function choice(delta: object, finish_reason: unknown = null) {
  return { index: 0, delta, finish_reason };
}

function endingOf({ usageChoices }: Service, { reason, usage }: Ending): string {
  if (usageChoices === null) return chunk([choice({ content: '' }, reason)], usage === null ? {} : { usage });
  return chunk([choice({}, reason)]) + (usage === null ? '' : chunk(usageChoices, { usage }));
}

function refusalOf(words: string): string {
  const half = Math.ceil(words.length / 2);
  return (
    chunk([choice({ role: 'assistant', content: '', refusal: null })]) +
    chunk([choice({ refusal: words.slice(0, half) })]) +
    chunk([choice({ refusal: words.slice(half) })]) +
    chunk([choice({}, 'stop')])
  );
}

const USAGE = { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 };

const ODDITIES: Readonly<Record<string, string>> = {
  'choices null, with usage': chunk(null, { usage: USAGE }),
  'no choices, with usage': data({ ...HEAD, usage: USAGE }),
  'choices empty': chunk([]),
  'choices empty, usage null': chunk([], { usage: null }),
  'choices as an object': chunk({}),
  'choices as text': chunk('none'),
  'a choice without delta': chunk([{ index: 0, finish_reason: null }]),
  'a choice with delta null': chunk([{ index: 0, delta: null, finish_reason: null }]),
  'a choice that is null': chunk([null]),
  'content as a number': chunk([choice({ content: 7 })]),
  'an unknown object': data({ object: 'chat.completion.metrics', timings: { prompt_ms: 12.5 } }),
  'an empty object': data({}),
  'a list': data([]),
  null: data('null'),
  'a number': data('42'),
  'no JSON': data('done'),
  'half of a JSON object': data('{"id":"chat_1","choices":[{"ind'),
  'a usage with NaN': data(
    '{"id":"chat_1","object":"chat.completion.chunk","choices":[],"usage":{"prompt_tokens":NaN}}',
  ),
  'an event that is unknown': 'event: metrics\ndata: {"tokens_per_second":51.5}\n\n',
};
