import type { RecordedEvent, RecordedRefusal } from './recorded-failure.ts';

export const REFUSALS: readonly RecordedRefusal[] = [
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
];

export const EVENTS: readonly RecordedEvent[] = [
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
];
