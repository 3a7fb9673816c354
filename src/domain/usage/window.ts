import { userError } from '../shared/errors.ts';

/** Days in UTC, both included, as `2026-01-31`. */
export interface Days {
  readonly from: string;
  readonly to: string;
}

/** The requested days: either the last N including today, or from one day to another (today by default). */
export interface UsageWindow {
  readonly lastDays?: number | null;
  readonly days?: { readonly from: string; readonly to?: string | null } | null;
}

const MAX_DAYS = 366;
const DAY_MS = 86_400_000;

/** The days of the window. Throws a `UserError` (INVALID_INPUT) that says what to write. */
export function checkWindow({ lastDays, days }: UsageWindow, now: Date): Days {
  const today = dayOf(now);
  if (lastDays != null) {
    if (days != null) throw wrong('lastDays', 'give either lastDays or days.');
    if (!Number.isInteger(lastDays) || lastDays < 1 || lastDays > MAX_DAYS) {
      throw wrong('lastDays', `write a whole number from 1 to ${MAX_DAYS} instead of ${lastDays}.`);
    }
    return { from: dayOf(new Date(now.getTime() - (lastDays - 1) * DAY_MS)), to: today };
  }
  if (days == null) throw wrong('days', 'give the first day, such as 2026-01-31, or lastDays.');
  return checkDays({ from: days.from, to: days.to ?? today });
}

function checkDays({ from, to }: Days): Days {
  const [first, last] = [timeOf(from, 'days.from'), timeOf(to, 'days.to')];
  if (first > last)
    throw wrong('days.from', `it is after the last day, ${to}. Exchange them, or leave \`to\` out for today.`);
  const days = (last - first) / DAY_MS + 1;
  if (days > MAX_DAYS) throw wrong('days.from', `these are ${days} days. Ask for at most ${MAX_DAYS} at once.`);
  return { from, to };
}

/** Milliseconds at its start. */
function timeOf(day: string, field: string): number {
  const time = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  if (!Number.isNaN(time) && dayOf(new Date(time)) === day) return time;
  throw wrong(field, 'write a day such as 2026-01-31.');
}

/** The day in UTC, as 2026-01-31. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

function wrong(field: string, what: string) {
  return userError('INVALID_INPUT', `window.${field}: ${what}`, ['window', ...field.split('.')]);
}
