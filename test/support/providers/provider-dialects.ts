import type { ProviderId } from '../../../src/domain/agents/provider-id.ts';

export interface SpokenUsage {
  readonly input: number;
  readonly output: number;
}

/** The server-sent events with which a provider streams an answer. */
export interface Dialect {
  readonly path: RegExp;
  opening(model: string): string;
  piece(text: string): string;
  /** `reason` is the stop reason in the words of the provider. With usage null the provider reports no usage. */
  ending(reason: string, usage: SpokenUsage | null, text: string): string;
  /** An error event inside the stream. */
  error(body: unknown): string;
  /** The stop reasons of the provider: done, blocked by its content rules, out of tokens. */
  readonly reasons: { readonly done: string; readonly content: string; readonly length: string };
}

const data = (body: unknown) => `data: ${JSON.stringify(body)}\n\n`;
const named = (type: string, body: object) => `event: ${type}\n${data({ type, ...body })}`;

const MESSAGES: Dialect = {
  path: /^\/v1\/messages$/,
  reasons: { done: 'end_turn', content: 'refusal', length: 'max_tokens' },
  opening: (model) =>
    named('message_start', {
      message: {
        id: 'msg_1',
        type: 'message',
        role: 'assistant',
        model,
        content: [],
        usage: { input_tokens: 0, output_tokens: 0 },
      },
    }) + named('content_block_start', { index: 0, content_block: { type: 'text', text: '' } }),
  piece: (text) => named('content_block_delta', { index: 0, delta: { type: 'text_delta', text } }),
  ending: (reason, usage) =>
    named('content_block_stop', { index: 0 }) +
    named('message_delta', {
      delta: { stop_reason: reason, stop_sequence: null },
      usage: { input_tokens: usage?.input ?? 0, output_tokens: usage?.output ?? 0 },
    }) +
    named('message_stop', {}),
  error: (body) => `event: error\n${data(body)}`,
};

const ITEM = { id: 'msg_1', type: 'message', role: 'assistant' };
const RESPONSES: Dialect = {
  path: /^\/v1\/responses$/,
  reasons: { done: 'completed', content: 'content_filter', length: 'max_output_tokens' },
  opening: (model) =>
    named('response.created', {
      sequence_number: 0,
      response: { id: 'resp_1', object: 'response', created_at: 1, model, output: [], status: 'in_progress' },
    }) +
    named('response.output_item.added', {
      output_index: 0,
      sequence_number: 1,
      item: { ...ITEM, status: 'in_progress', content: [] },
    }) +
    named('response.content_part.added', {
      item_id: 'msg_1',
      output_index: 0,
      content_index: 0,
      part: { type: 'output_text', text: '', annotations: [] },
    }),
  piece: (delta) =>
    named('response.output_text.delta', { item_id: 'msg_1', output_index: 0, content_index: 0, delta, logprobs: [] }),
  ending: (reason, usage, text) => {
    const content = [{ type: 'output_text', text, annotations: [] }];
    const item = { ...ITEM, status: 'completed', content };
    const isDone = reason === 'completed';
    const response = {
      id: 'resp_1',
      object: 'response',
      created_at: 1,
      model: 'ignored',
      status: isDone ? 'completed' : 'incomplete',
      incomplete_details: isDone ? null : { reason },
      output: [item],
      usage: usage
        ? {
            input_tokens: usage.input,
            output_tokens: usage.output,
            total_tokens: usage.input + usage.output,
            input_tokens_details: { cached_tokens: 0 },
            output_tokens_details: { reasoning_tokens: 0 },
          }
        : null,
    };
    return (
      named('response.output_item.done', { output_index: 0, item }) +
      named(isDone ? 'response.completed' : 'response.incomplete', { response })
    );
  },
  error: data,
};

function completions(path: RegExp): Dialect {
  const chunk = (choices: unknown[], more: object = {}) =>
    data({ id: 'chat_1', object: 'chat.completion.chunk', created: 1, model: '', choices, ...more });
  let model = '';
  return {
    path,
    reasons: { done: 'stop', content: 'content_filter', length: 'length' },
    opening: (name) => {
      model = name;
      return chunk([{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }], { model });
    },
    piece: (content) => chunk([{ index: 0, delta: { content }, finish_reason: null }], { model }),
    ending: (finish_reason, usage) => {
      const tokens = usage && {
        prompt_tokens: usage.input,
        completion_tokens: usage.output,
        total_tokens: usage.input + usage.output,
      };
      return `${chunk([{ index: 0, delta: { content: '' }, finish_reason }], { model, ...(tokens ? { usage: tokens } : {}) })}data: [DONE]\n\n`;
    },
    error: data,
  };
}

function gemini(): Dialect {
  let modelVersion = '';
  const chunk = (candidate: object, more: object = {}) =>
    data({ candidates: [{ index: 0, ...candidate }], modelVersion, ...more });
  return {
    path: /^\/v1beta\/models\/[^/]+:streamGenerateContent$/,
    reasons: { done: 'STOP', content: 'SAFETY', length: 'MAX_TOKENS' },
    opening: (model) => {
      modelVersion = model;
      return '';
    },
    piece: (text) => chunk({ content: { role: 'model', parts: [{ text }] } }),
    ending: (finishReason, usage) =>
      chunk(
        { content: { role: 'model', parts: [{ text: '' }] }, finishReason },
        usage
          ? {
              usageMetadata: {
                promptTokenCount: usage.input,
                candidatesTokenCount: usage.output,
                totalTokenCount: usage.input + usage.output,
              },
            }
          : {},
      ),
    error: data,
  };
}

export const DIALECTS: Readonly<Record<ProviderId, Dialect>> = {
  anthropic: MESSAGES,
  openai: RESPONSES,
  xai: RESPONSES,
  openrouter: completions(/^\/api\/v1\/chat\/completions$/),
  mistral: completions(/^\/v1\/chat\/completions$/),
  local: completions(/^\/v1\/chat\/completions$/),
  gemini: gemini(),
};
