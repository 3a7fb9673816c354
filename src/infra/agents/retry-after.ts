import type { FailureFacts } from './failure-facts.ts';

const MS_PER: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Limits are renewed within a month. A longer pause, or one without end, cannot be meant. */
const MAX_WAIT_MS = 40 * 86_400_000;

/** A date of HTTP, or of ISO 8601. */
const DATE = /^\s*(\w{3,9}, ?\d{1,2}[ -]\w{3}[ -]\d{2,4} |\w{3} \w{3} [ \d]\d |\d{4}-\d\d-\d\dT)/;

/** The pause that the provider asks for, in milliseconds from `now`; null when it names none. */
export function retryAfterMs({ headers, body }: FailureFacts, now: Date): number | null {
  const waits = [
    () => numberOf(headers['retry-after-ms']),
    () => standardHeader(headers['retry-after'], now),
    () => limitHeaders(headers, now),
    () => epoch(headers['x-ratelimit-reset'] ?? /"x-ratelimit-reset"\s*:\s*"?(\d+)/i.exec(body)?.[1], now),
    () => inWords(body, now),
  ];
  for (const wait of waits) {
    const ms = wait();
    if (ms !== null && ms <= MAX_WAIT_MS) return Math.max(0, Math.round(ms));
  }
  return null;
}

/** `Retry-After`: seconds, or an HTTP date; some servers write a duration. A proxy may have joined two of them. */
function standardHeader(value: string | undefined, now: Date): number | null {
  const seconds = numberOf(/^([\d.\s]+)(?:,[\d.\s]+)*$/.exec(value ?? '')?.[1]);
  if (seconds !== null) return seconds * 1_000;
  return durationOf(value) ?? untilDate(value, now);
}

/**
 * The resets of Anthropic (a date) and OpenAI (a duration such as `6m0s`), one for each limit. The latest reset of the used
 * up limits counts. If no limit is known to be used up, the earliest reset counts.
 */
function limitHeaders(headers: FailureFacts['headers'], now: Date): number | null {
  const resets = Object.entries(headers).flatMap(([name, value]) => {
    const limited =
      /^anthropic-ratelimit-(.+)-reset$/.exec(name)?.[1] ?? /^x-ratelimit-reset-(.+)$/.exec(name)?.[1] ?? null;
    const ms = limited === null ? null : (durationOf(value) ?? untilDate(value, now));
    if (ms === null) return [];
    const left = headers[`anthropic-ratelimit-${limited}-remaining`] ?? headers[`x-ratelimit-remaining-${limited}`];
    return [{ ms, isUsedUp: left === '0' }];
  });
  if (resets.length === 0) return null;
  const usedUp = resets.filter(({ isUsedUp }) => isUsedUp).map(({ ms }) => ms);
  return usedUp.length > 0 ? Math.max(...usedUp) : Math.min(...resets.map(({ ms }) => ms));
}

/** The reset of OpenRouter: milliseconds since 1970. Other providers write seconds, which are a thousand times smaller. */
function epoch(value: string | undefined, now: Date): number | null {
  const moment = numberOf(value);
  if (moment === null) return null;
  return (moment < 1e11 ? moment * 1_000 : moment) - now.getTime();
}

/** `retryDelay` of Gemini, "try again in 20s" of OpenAI, "regain access on 2026-12-01 at 00:00 UTC" of Anthropic. */
function inWords(body: string, now: Date): number | null {
  const delay =
    /"retrydelay"\s*:\s*"([\d.hms]+)"/i.exec(body) ??
    /(?:try again|retry|wait)(?: in| after| for)? ([\d.]+ ?[hmsd][a-z\d.]*)/i.exec(body);
  const ms = durationOf(delay?.[1]?.replace(/\.$/, ''));
  if (ms !== null) return ms;
  const [, day, time] = /\b(?:until|on) (\d{4}-\d{2}-\d{2})(?:(?: at |T| )(\d{2}:\d{2}))?/.exec(body) ?? [];
  return day === undefined ? null : untilDate(`${day}T${time ?? '00:00'}:00Z`, now);
}

/** An amount and a word for its unit. */
const IN_ONE_UNIT = /^([\d.]+) ?(ms|s|m|h|d)(?:ec(?:ond)?s?|in(?:ute)?s?|ours?|rs?|ays?)?$/i;

/** `1s`, `6m0s`, `850ms`, `1h2m3.5s`, `20 seconds`. */
function durationOf(told: string | undefined): number | null {
  const value = told?.trim().replace(IN_ONE_UNIT, '$1$2').toLowerCase();
  if (!value || !/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(value)) return null;
  const parts = [...value.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)];
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (MS_PER[unit ?? ''] ?? 0), 0);
}

function untilDate(value: string | undefined, now: Date): number | null {
  // `Date.parse` finds a date in words such as `in 5`.
  const moment = Date.parse(DATE.test(value ?? '') ? (value ?? '') : '');
  return Number.isNaN(moment) ? null : moment - now.getTime();
}

function numberOf(value: string | undefined): number | null {
  return value !== undefined && /^\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : null;
}
