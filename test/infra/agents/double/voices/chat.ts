import { completions } from './completions.ts';

const TYPES: Readonly<Record<string, string>> = { 429: 'rate_limit_exceeded', 503: 'server_error' };

function typeOf(code: number | string | null): string {
  return TYPES[`${code}`] ?? 'invalid_request_error';
}

/** A server of one's own, such as vLLM or llama.cpp. */
export const LOCAL = completions({
  path: /^\/v1\/chat\/completions$/,
  usageChoices: [],
  thought: (reasoning_content) => ({ reasoning_content }),
  hasRefusals: true,
  contentReason: 'content_filter',
  faultBody: ({ message, code = null, type = typeOf(code) }) => ({ error: { message, type, param: null, code } }),
});

export const OPENROUTER = completions({
  path: /^\/api\/v1\/chat\/completions$/,
  usageChoices: [{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }],
  thought: (reasoning) => ({ reasoning }),
  hasRefusals: true,
  contentReason: 'content_filter',
  asides: { 'the comment of OpenRouter': ': OPENROUTER PROCESSING\n\n' },
  faultBody: ({ message, code = 400 }) => ({
    error: { message, code, metadata: { provider_name: 'A maker' } },
    user_id: 'user_1',
  }),
});

export const MISTRAL = completions({
  path: /^\/v1\/chat\/completions$/,
  usageChoices: null,
  thought: (text) => ({ content: [{ type: 'thinking', thinking: [{ type: 'text', text }] }] }),
  hasRefusals: false,
  contentReason: null,
  faultBody: ({ message, code = null, type }) => ({
    object: 'error',
    message,
    type: type ?? typeOf(code),
    param: null,
    code,
  }),
});
