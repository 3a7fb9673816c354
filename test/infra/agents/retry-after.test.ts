import { describe, expect, it } from 'vitest';
import { retryAfterMs } from '../../../src/infra/agents/retry-after.ts';

const NOW = new Date('2026-11-25T12:00:00Z');

function waitOf(headers: Record<string, string>, body = ''): number | null {
  return retryAfterMs({ headers, body, status: 429, isHtml: false, networkCode: null }, NOW);
}

describe('the wait that a provider asks for', () => {
  it.each([
    ['whole seconds', { 'retry-after': '7' }, 7_000],
    ['milliseconds, which take precedence', { 'retry-after-ms': '850', 'retry-after': '1' }, 850],
    ['whole seconds twice, as a proxy joins two headers', { 'retry-after': '7, 9' }, 7_000],
    ['a duration', { 'retry-after': '7s' }, 7_000],
    ['a duration in words', { 'retry-after': '2 minutes' }, 120_000],
    ['an HTTP date', { 'retry-after': 'Wed, 25 Nov 2026 12:00:30 GMT' }, 30_000],
    ['a date in the past', { 'retry-after': 'Wed, 25 Nov 2026 11:00:00 GMT' }, 0],
    [
      'the reset of the used-up limit of Anthropic',
      {
        'anthropic-ratelimit-requests-remaining': '40',
        'anthropic-ratelimit-requests-reset': '2026-11-25T12:00:01Z',
        'anthropic-ratelimit-input-tokens-remaining': '0',
        'anthropic-ratelimit-input-tokens-reset': '2026-11-25T12:00:45Z',
      },
      45_000,
    ],
    [
      'the reset of the used-up limit of OpenAI',
      {
        'x-ratelimit-remaining-requests': '59',
        'x-ratelimit-reset-requests': '1s',
        'x-ratelimit-remaining-tokens': '0',
        'x-ratelimit-reset-tokens': '6m0s',
      },
      360_000,
    ],
    [
      'the first reset when no limit is known to be used up',
      { 'x-ratelimit-reset-requests': '120ms', 'x-ratelimit-reset-tokens': '2s' },
      120,
    ],
    ['the timestamp of OpenRouter', { 'x-ratelimit-reset': String(NOW.getTime() + 5_000) }, 5_000],
    ['a timestamp in seconds', { 'x-ratelimit-reset': String(NOW.getTime() / 1_000 + 5) }, 5_000],
  ])('is read from %s', (_, headers, expected) => {
    expect(waitOf(headers as Record<string, string>)).toBe(expected);
  });

  it.each([
    ['{"error":{"metadata":{"headers":{"X-RateLimit-Remaining":"0","X-RateLimit-Reset":"1795608060000"}}}}', 60_000],
    ['{"details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"36s"}]}', 36_000],
    ['{"message":"Rate limit reached for gpt-5.4. Please try again in 1m2.5s. Visit …"}', 62_500],
    ['{"message":"Please retry in 17.2s."}', 17_200],
    ['{"message":"Rate limit is exceeded. Try again in 20 seconds."}', 20_000],
    ['{"message":"Please retry after 1 second."}', 1_000],
    ['{"message":"Please wait 3 minutes and try again"}', 180_000],
    ['{"message":"Try again in 2 hours."}', 7_200_000],
    ['{"message":"You will regain access on 2026-12-01 at 00:00 UTC."}', 5.5 * 86_400_000],
    ['{"message":"… usage limits until 2026-12-01"}', 5.5 * 86_400_000],
  ])('is read from the text %s', (body, expected) => {
    expect(waitOf({}, body)).toBe(expected);
  });

  it.each<Record<string, string>>([
    { 'retry-after': '-5' },
    { 'retry-after': '9'.repeat(400) },
    { 'retry-after': '99999999999' },
    { 'retry-after': 'Wed, 25 Nov 9026 12:00:30 GMT' },
    { 'retry-after-ms': '1e99' },
    { 'x-ratelimit-reset': '9'.repeat(30) },
    { 'x-ratelimit-reset-tokens': '999999999h' },
  ])('is unknown for %o, which cannot be meant', (headers) => {
    expect(waitOf(headers)).toBeNull();
  });

  it.each(['in 5', '5; x', 'May', 'x 2030', '2 months', '1 2'])('is unknown for the words %s', (words) => {
    expect(waitOf({ 'retry-after': words })).toBeNull();
  });

  it.each([{}, { 'retry-after': 'soon' }, { 'x-ratelimit-reset-tokens': 'never' }])('is unknown for %o', (headers) => {
    expect(waitOf(headers as Record<string, string>, '{"message":"Too many requests, try again later"}')).toBeNull();
  });
});
