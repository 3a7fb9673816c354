import type { RecordedEvent, RecordedRefusal } from './recorded-failure.ts';

export const REFUSALS: readonly RecordedRefusal[] = [
  {
    provider: 'openrouter',
    what: 'no credit',
    source: 'github.com/Gitlawb/openclaude/issues/1125',
    code: 'OUT_OF_CREDIT',
    status: 402,
    body: {
      error: {
        message:
          'This request requires more credits, or fewer max_tokens. You requested up to 32000 tokens, but can only afford 27342. To increase, visit https://openrouter.ai/settings/credits and upgrade to a paid account',
        code: 402,
        metadata: { provider_name: null },
      },
      user_id: 'user_1',
    },
  },
  {
    provider: 'openrouter',
    what: 'the daily limit',
    source: 'github.com/Gitlawb/openclaude/issues/936',
    code: 'RATE_LIMIT',
    status: 429,
    body: {
      error: {
        message: 'Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 free model requests per day',
        code: 429,
        metadata: { headers: { 'X-RateLimit-Limit': '50', 'X-RateLimit-Remaining': '0' } },
      },
    },
  },
  {
    provider: 'openrouter',
    what: 'credit that is reserved by running calls',
    source: 'openrouter.ai/docs/api/errors',
    code: 'RATE_LIMIT',
    status: 402,
    headers: { 'retry-after': '3' },
    body: {
      error: { message: 'In-flight budget', code: 402, metadata: { limit_source: 'openrouter_in_flight_budget' } },
    },
  },
  {
    provider: 'openrouter',
    what: 'a flagged prompt, as forbidden',
    source: 'openrouter.ai/docs/errors',
    code: 'CONTENT',
    status: 403,
    body: {
      error: {
        message: 'Your chosen model requires moderation and your input was flagged',
        code: 403,
        metadata: { reasons: ['violence'], flagged_input: '…', provider_name: 'OpenAI' },
      },
    },
  },
  {
    provider: 'openrouter',
    what: 'no provider for the model',
    source: 'openrouter.ai/docs/errors',
    code: 'OVERLOADED',
    status: 503,
    body: {
      error: { message: 'There is no available model provider that meets your routing requirements', code: 503 },
    },
  },
];

export const EVENTS: readonly RecordedEvent[] = [
  {
    provider: 'openrouter',
    what: 'a limit on calls',
    source: 'openrouter.ai/docs/api/reference/errors-and-debugging',
    code: 'RATE_LIMIT',
    body: {
      id: 'gen-1',
      object: 'chat.completion.chunk',
      created: 1,
      model: 'm',
      provider: 'p',
      error: { code: 429, message: 'Rate limit exceeded' },
      choices: [{ index: 0, delta: { content: '' }, finish_reason: 'error' }],
    },
  },
  {
    provider: 'openrouter',
    what: 'a maker at capacity',
    source: 'github.com/diegosouzapw/OmniRoute/pull/8210',
    code: 'OVERLOADED',
    body: {
      id: 'gen-1',
      object: 'chat.completion.chunk',
      created: 1,
      model: 'm',
      error: {
        code: 502,
        message: 'Worker local total request limit reached (33/32)',
        metadata: { error_type: 'provider_unavailable' },
      },
      choices: [],
    },
  },
  {
    provider: 'openrouter',
    what: 'a long prompt',
    source: 'github.com/dcdpr/jp/pull/978',
    code: 'CONTEXT',
    body: {
      id: 'gen-1',
      object: 'chat.completion.chunk',
      created: 1,
      model: 'm',
      error: { code: 400, message: 'prompt is too long: 1284668 tokens > 1000000 maximum' },
      choices: [],
    },
  },
];
