import type { RecordedEvent, RecordedRefusal } from './recorded-failure.ts';

export const REFUSALS: readonly RecordedRefusal[] = [
  {
    provider: 'mistral',
    what: 'a limit on calls',
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
    what: 'a limit on calls, in another form',
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
];

export const EVENTS: readonly RecordedEvent[] = [
  {
    provider: 'mistral',
    what: 'a limit on calls',
    source: 'github.com/cline/cline/issues/9085',
    code: 'RATE_LIMIT',
    body: { object: 'error', message: 'Rate limit exceeded', type: 'rate_limited', param: null, code: '1300' },
  },
];
