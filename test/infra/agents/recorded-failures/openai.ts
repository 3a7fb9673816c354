import type { RecordedEvent, RecordedRefusal } from './recorded-failure.ts';

export const REFUSALS: readonly RecordedRefusal[] = [
  {
    provider: 'openai',
    what: 'no quota, as too many requests',
    source: 'github.com/chatanywhere/GPT_API_free/issues/229',
    code: 'OUT_OF_CREDIT',
    status: 429,
    body: {
      error: {
        message:
          'You exceeded your current quota, please check your plan and billing details. For more information on this error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.',
        type: 'insufficient_quota',
        param: null,
        code: 'insufficient_quota',
      },
    },
  },
  {
    provider: 'openai',
    what: 'a long prompt',
    source: 'github.com/webtimemachine/wtm2/issues/579',
    code: 'CONTEXT',
    status: 400,
    body: {
      error: {
        message:
          "This model's maximum context length is 128000 tokens. However, your messages resulted in 204308 tokens. Please reduce the length of the messages.",
        type: 'invalid_request_error',
        param: 'messages',
        code: 'context_length_exceeded',
      },
    },
  },
];

export const EVENTS: readonly RecordedEvent[] = [
  {
    provider: 'openai',
    what: 'no quota',
    source: 'github.com/vercel/ai/pull/16805',
    code: 'OUT_OF_CREDIT',
    body: {
      type: 'error',
      sequence_number: 2,
      error: {
        type: 'insufficient_quota',
        code: 'insufficient_quota',
        message: 'You exceeded your current quota, please check your plan and billing details.',
        param: null,
      },
    },
  },
  {
    provider: 'openai',
    what: 'a limit on tokens',
    source: 'github.com/earendil-works/pi/pull/1458',
    code: 'RATE_LIMIT',
    body: {
      type: 'response.failed',
      sequence_number: 3,
      response: {
        status: 'failed',
        error: { code: 'rate_limit_exceeded', message: 'Requests to the … Operation have exceeded token rate limit' },
      },
    },
  },
];
