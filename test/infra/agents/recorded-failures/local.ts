import type { RecordedEvent, RecordedRefusal } from './recorded-failure.ts';

/** Services with the protocol of a local server. */
const OF_SERVICES = (
  [
    [
      'an overdue account',
      'OUT_OF_CREDIT',
      400,
      { code: 'Arrearage', message: 'Your account must be in good standing.' },
    ],
    ['an empty account', 'OUT_OF_CREDIT', 403, { code: 30_001, message: 'Your account balance is not enough.' }],
    [
      'a suspended account',
      'OUT_OF_CREDIT',
      429,
      { type: 'exceeded_current_quota_error', message: 'It is suspended.' },
    ],
    ['an inspected answer', 'CONTENT', 400, { code: 'data_inspection_failed', message: 'It may be inappropriate.' }],
    ['a server without a model', 'AUTH', 400, { message: 'No models loaded. Please load a model.' }],
    ['a long input', 'CONTEXT', 400, { message: 'Range of input length should be [1, 30720]' }],
  ] as const
).map(
  ([what, code, status, error]): RecordedRefusal => ({
    ...{ provider: 'local', what, source: 'a common wording', code, status },
    body: { error },
  }),
);

export const REFUSALS: readonly RecordedRefusal[] = [
  {
    provider: 'local',
    what: 'a long prompt for llama.cpp',
    source: 'github.com/ggml-org/llama.cpp/pull/15780',
    code: 'CONTEXT',
    status: 500,
    body: {
      error: {
        code: 500,
        message:
          'the request exceeds the available context size. try increasing the context size or enable context shift',
        type: 'exceed_context_size_error',
        n_prompt_tokens: 1407,
        n_ctx: 256,
      },
    },
  },
  {
    provider: 'local',
    what: 'a long prompt for vLLM',
    source: 'github.com/vllm-project/vllm/issues/20409',
    code: 'CONTEXT',
    status: 400,
    body: {
      object: 'error',
      message:
        "This model's maximum context length is 16384 tokens. However, you requested 122946 tokens (112946 in the messages, 10000 in the completion). Please reduce the length of the messages or completion.",
      type: 'BadRequestError',
      param: null,
      code: 400,
    },
  },
  {
    provider: 'local',
    what: 'a long prompt for vLLM, which leaves less than no tokens',
    source: 'github.com/vllm-project/vllm/pull/36789',
    code: 'CONTEXT',
    status: 400,
    body: {
      error: {
        message: 'max_tokens must be at least 1, got -7584. (parameter=max_tokens, value=-7584)',
        type: 'BadRequestError',
        param: 'max_tokens',
        code: 400,
      },
    },
  },
  {
    provider: 'local',
    what: 'a long prompt for text-generation-inference',
    source: 'a common wording',
    code: 'CONTEXT',
    status: 422,
    body: {
      error: 'Input validation error: `inputs` tokens + `max_new_tokens` must be <= 4097. Given: 4000 `inputs` tokens',
      error_type: 'validation',
    },
  },
  {
    provider: 'local',
    what: 'a form that the model of Groq missed, with its answer about anything',
    source: 'github.com/thepersonalaicompany/amurex-backend/issues/38',
    code: 'MALFORMED',
    status: 400,
    body: {
      error: {
        message: "Failed to generate JSON. Please adjust your prompt. See 'failed_generation' for more details.",
        type: 'invalid_request_error',
        code: 'json_validate_failed',
        failed_generation: 'An invalid API key, insufficient credits and a rate limit exceeded.',
      },
    },
  },
  {
    provider: 'local',
    what: 'an overload that repeats the request',
    source: 'a common wording',
    code: 'OVERLOADED',
    status: 503,
    body: {
      detail: [{ msg: 'Try later.', input: { messages: 'Does an insufficient balance exceed the context window?' } }],
    },
  },
  ...OF_SERVICES,
  {
    provider: 'local',
    what: 'a limit of a gateway',
    source: 'a common wording',
    code: 'RATE_LIMIT',
    status: 400,
    body: { __type: 'ThrottlingException', message: 'Too many tokens, please wait before trying again.' },
  },
  {
    provider: 'local',
    what: 'no credit, in JSON that is called a page',
    source: 'a common wording',
    code: 'OUT_OF_CREDIT',
    status: 429,
    headers: { 'content-type': 'text/html' },
    body: { error: { message: 'Pay first.', code: 'insufficient_quota' } },
  },
];

export const EVENTS: readonly RecordedEvent[] = [
  {
    provider: 'local',
    what: 'a long prompt for llama.cpp',
    source: 'github.com/oobabooga/textgen/issues/7257',
    code: 'CONTEXT',
    body: {
      error: {
        code: 400,
        message:
          'the request exceeds the available context size. try increasing the context size or enable context shift',
        type: 'exceed_context_size_error',
        n_prompt_tokens: 14429,
        n_ctx: 8192,
      },
    },
  },
];
