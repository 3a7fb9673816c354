import type { RecordedEvent, RecordedRefusal } from './recorded-failure.ts';

const anthropic = (type: string, message: string) => ({ type: 'error', error: { type, message }, request_id: 'req_1' });

export const REFUSALS: readonly RecordedRefusal[] = [
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
    what: 'the monthly limit, as a bad request',
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
    what: 'a limit on calls',
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
];

export const EVENTS: readonly RecordedEvent[] = [
  {
    provider: 'anthropic',
    what: 'overload',
    source: 'github.com/anthropics/anthropic-sdk-typescript/issues/346',
    code: 'OVERLOADED',
    body: { type: 'error', error: { details: null, type: 'overloaded_error', message: 'Overloaded' } },
  },
];
