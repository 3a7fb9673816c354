import type { DebateGain } from './verdict.ts';

/** What became of the baseline, by the option that is right; without that, only that nothing changed can be told. */
export function gainOf(before: string | null, after: string | null, right: string | null | undefined): DebateGain {
  if (before === after) return 'UNCHANGED';
  if (right === undefined || right === null) return 'UNKNOWN';
  if (after === right) return 'CORRECTED';
  return before === right ? 'SUBVERTED' : 'UNCHANGED';
}
