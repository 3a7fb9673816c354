import type { FailureCode } from '../../../src/domain/shared/call.ts';
import type { ProviderId } from '../../../src/infra/agents/provider.ts';

/** A failure as a provider wrote it. */
export interface RecordedFailure {
  readonly provider: ProviderId;
  readonly what: string;
  /** Where it was reported. */
  readonly source: string;
  readonly code: FailureCode;
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body: unknown;
}

/** A failure within a stream that began with the status 200. */
export interface RecordedEvent extends Omit<RecordedFailure, 'status' | 'headers'> {}

const anthropic = (type: string, message: string) => ({ type: 'error', error: { type, message }, request_id: 'req_1' });
const google = (code: number, status: string, message: string, details: unknown[] = []) => ({
  error: { code, message, status, details },
});

export const REFUSALS: readonly RecordedFailure[] = [
  {
    provider: 'anthropic',
    what: 'no credit, as a bad request',
    source: 'github.com/anthropics/claude-code/issues/66314',
    code: 'OUT_OF_CREDIT',
    status: 400,
    body: anthropic(
      'invalid_request_error',
      'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.',
    ),
  },
  {
    provider: 'anthropic',
    what: 'the limit of the month, as a bad request',
    source: 'github.com/anthropics/claude-code/issues/38035',
    code: 'OUT_OF_CREDIT',
    status: 400,
    body: anthropic(
      'invalid_request_error',
      'You have reached your specified API usage limits. You will regain access on 2026-04-01 at 00:00 UTC.',
    ),
  },
  {
    provider: 'anthropic',
    what: 'a limit of calls',
    source: 'github.com/anthropics/claude-code/issues/44863',
    code: 'RATE_LIMIT',
    status: 429,
    body: anthropic('rate_limit_error', 'Extra usage is required for long context requests.'),
  },
  {
    provider: 'anthropic',
    what: 'overload',
    source: 'github.com/anthropics/anthropic-sdk-typescript/issues/616',
    code: 'OVERLOADED',
    status: 529,
    body: { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } },
  },
  {
    provider: 'anthropic',
    what: 'a long prompt',
    source: 'github.com/anthropics/claude-code/issues/11281',
    code: 'CONTEXT',
    status: 400,
    body: anthropic('invalid_request_error', 'prompt is too long: 201130 tokens > 200000 maximum'),
  },
  {
    provider: 'anthropic',
    what: 'a prompt too long together with its answer',
    source: 'github.com/docker/docker-agent/issues/569',
    code: 'CONTEXT',
    status: 400,
    body: anthropic(
      'invalid_request_error',
      'input length and `max_tokens` exceed context limit: 178959 + 64000 > 200000, decrease input length or `max_tokens` and try again',
    ),
  },
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
    what: 'the limit of the day',
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
    what: 'credit that is only held back by calls under way',
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
    what: 'nobody to serve the model',
    source: 'openrouter.ai/docs/errors',
    code: 'OVERLOADED',
    status: 503,
    body: {
      error: { message: 'There is no available model provider that meets your routing requirements', code: 503 },
    },
  },
  {
    provider: 'mistral',
    what: 'a limit of calls',
    source: 'github.com/raycast/extensions/issues/31107',
    code: 'RATE_LIMIT',
    status: 429,
    body: {
      object: 'error',
      message: 'Rate limit exceeded',
      type: 'rate_limited',
      param: null,
      code: '1300',
      raw_status_code: 429,
    },
  },
  {
    provider: 'mistral',
    what: 'a limit of calls, in another form',
    source: 'github.com/pydantic/pydantic-ai/issues/1885',
    code: 'RATE_LIMIT',
    status: 429,
    body: { message: 'Requests rate limit exceeded' },
  },
  {
    provider: 'mistral',
    what: 'a model at capacity',
    source: 'github.com/BerriAI/litellm/pull/25078',
    code: 'OVERLOADED',
    status: 503,
    body: {
      object: 'error',
      message: 'Service tier capacity exceeded for this model.',
      type: 'invalid_request_error',
      param: null,
      code: null,
    },
  },
  {
    provider: 'gemini',
    what: 'a bad key, as a bad request',
    source: 'github.com/cequence-io/openai-scala-client/issues/109',
    code: 'AUTH',
    status: 400,
    body: google(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', [
      {
        '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
        reason: 'API_KEY_INVALID',
        domain: 'googleapis.com',
        metadata: { service: 'generativelanguage.googleapis.com' },
      },
    ]),
  },
  {
    provider: 'gemini',
    what: 'a limit of calls',
    source: 'github.com/gke-labs/gemini-for-kubernetes-development/issues/1215',
    code: 'RATE_LIMIT',
    status: 429,
    body: google(
      429,
      'RESOURCE_EXHAUSTED',
      'You exceeded your current quota, please check your plan and billing details. For more information on this error, head to: https://ai.google.dev/gemini-api/docs/rate-limits.',
    ),
  },
  {
    provider: 'gemini',
    what: 'a long prompt',
    source: 'github.com/google-gemini/gemini-cli/issues/12098',
    code: 'CONTEXT',
    status: 400,
    body: google(
      400,
      'INVALID_ARGUMENT',
      'The input token count (314175) exceeds the maximum number of tokens allowed (131072).',
    ),
  },
  {
    provider: 'xai',
    what: 'a bad key, as a bad request',
    source: 'github.com/continuedev/continue/issues/10778',
    code: 'AUTH',
    status: 400,
    body: {
      code: 'Client specified an invalid argument',
      error: 'Incorrect API key provided: na***ys. You can obtain an API key from https://console.x.ai.',
    },
  },
  {
    provider: 'xai',
    what: 'no credit, as too many requests',
    source: 'github.com/continuedev/continue/issues/10373',
    code: 'OUT_OF_CREDIT',
    status: 429,
    body: {
      code: 'Some resource has been exhausted',
      error:
        'Your team 16f2151a has either used all available credits or reached its monthly spending limit. To continue making API requests, please purchase more credits or raise your spending limit.',
    },
  },
  {
    provider: 'xai',
    what: 'no credit, as forbidden',
    source: 'github.com/continuedev/continue/issues/12670',
    code: 'OUT_OF_CREDIT',
    status: 403,
    body: {
      code: 'permission-denied',
      error:
        "Your newly created team doesn't have any credits or licenses yet. You can purchase those on https://console.x.ai/team/481c7584.",
    },
  },
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
];

export const EVENTS: readonly RecordedEvent[] = [
  {
    provider: 'anthropic',
    what: 'overload',
    source: 'github.com/anthropics/anthropic-sdk-typescript/issues/346',
    code: 'OVERLOADED',
    body: { type: 'error', error: { details: null, type: 'overloaded_error', message: 'Overloaded' } },
  },
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
    what: 'a limit of tokens',
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
  {
    provider: 'openrouter',
    what: 'a limit of calls',
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
  {
    provider: 'mistral',
    what: 'a limit of calls',
    source: 'github.com/cline/cline/issues/9085',
    code: 'RATE_LIMIT',
    body: { object: 'error', message: 'Rate limit exceeded', type: 'rate_limited', param: null, code: '1300' },
  },
  {
    provider: 'gemini',
    what: 'overload',
    source: 'the google.rpc.Status of UNAVAILABLE, ai.google.dev/gemini-api/docs/troubleshooting',
    code: 'OVERLOADED',
    body: google(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.'),
  },
  {
    provider: 'xai',
    what: 'overload',
    source: 'the event of the Responses API, docs.x.ai',
    code: 'OVERLOADED',
    body: {
      type: 'error',
      sequence_number: 2,
      code: 'overloaded_error',
      message: 'The model is overloaded',
      param: null,
    },
  },
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
