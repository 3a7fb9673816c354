import type { RecordedEvent, RecordedRefusal } from './recorded-failure.ts';

const google = (code: number, status: string, message: string, details: unknown[] = []) => ({
  error: { code, message, status, details },
});

export const REFUSALS: readonly RecordedRefusal[] = [
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
    what: 'a limit on calls',
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
];

export const EVENTS: readonly RecordedEvent[] = [
  {
    provider: 'gemini',
    what: 'overload',
    source: 'the google.rpc.Status of UNAVAILABLE, ai.google.dev/gemini-api/docs/troubleshooting',
    code: 'OVERLOADED',
    body: google(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.'),
  },
];
