import type { FailureFacts } from './failure-facts.ts';

const MS_PER: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Limits are renewed within a month. A longer pause, or one without end, cannot be meant. */
const MAX_WAIT_MS = 40 * 86_400_000;

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

/** `Retry-After`: seconds, or an HTTP date. */
function standardHeader(value: string | undefined, now: Date): number | null {
  const seconds = numberOf(value);
  // `Date.parse` reads a number such as -5 as a year.
  if (seconds === null && /^\s*[-+\d.]*\s*$/.test(value ?? '')) return null;
  return seconds === null ? untilDate(value, now) : seconds * 1_000;
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
    /"retrydelay"\s*:\s*"([\d.hms]+)"/i.exec(body) ?? /(?:try again|retry) in ([\d.]+[hms][\d.hms]*)/i.exec(body);
  const ms = durationOf(delay?.[1]?.replace(/\.$/, ''));
  if (ms !== null) return ms;
  const [, day, time] = /\b(?:until|on) (\d{4}-\d{2}-\d{2})(?:(?: at |T| )(\d{2}:\d{2}))?/.exec(body) ?? [];
  return day === undefined ? null : untilDate(`${day}T${time ?? '00:00'}:00Z`, now);
}

/** `1s`, `6m0s`, `850ms`, `1h2m3.5s`. */
function durationOf(value: string | undefined): number | null {
  if (!value || !/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(value)) return null;
  const parts = [...value.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)];
  return parts.reduce((sum, [, amount, unit]) => sum + Number(amount) * (MS_PER[unit ?? ''] ?? 0), 0);
}

function untilDate(value: string | undefined, now: Date): number | null {
  const moment = Date.parse(value ?? '');
  return Number.isNaN(moment) ? null : moment - now.getTime();
}

function numberOf(value: string | undefined): number | null {
  return value !== undefined && /^\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : null;
}
