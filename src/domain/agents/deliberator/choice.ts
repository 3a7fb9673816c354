import { OPTION_BASE, type Standing } from './layout.ts';

/**
 * Two options whose strengths (0 to 1) are no further apart than this are level: neither leads. Leads are told with
 * two decimals, so anything less would read as 0.00.
 */
export const EPSILON = 0.005;

/** The strongest option other than `but`, the first in the file among equals; null when there is no other. */
export function strongest(standing: Standing, but: string | null = null): string | null {
  let best: string | null = null;
  for (const [option, strength] of standing) {
    if (option !== but && (best === null || strength > (standing.get(best) ?? 0))) best = option;
  }
  return best;
}

/** How far an option is ahead of another, by default of the strongest other: −1 to 1, negative when it is behind. */
export function leadOf(standing: Standing, option: string, over = strongest(standing, option)): number {
  return (standing.get(option) ?? 0) - (standing.get(over ?? '') ?? 0);
}

/**
 * The option an agent holds after weighing. One without a present option takes the one that leads by more than EPSILON,
 * or none. One that holds an option leaves it only for one that is ahead of it by more than `stubbornness` (0 to 1).
 */
export function settle(standing: Standing, present: string | null, stubbornness: number): string | null {
  const best = strongest(standing);
  if (best === null) return null;
  if (present === null || !standing.has(present)) return leadOf(standing, best) > EPSILON ? best : null;
  return leadOf(standing, best, present) > Math.max(stubbornness, EPSILON) ? best : present;
}

/**
 * The option an agent votes for; null abstains. It abstains when its option is level with another, unless it is
 * stubborn: who needs more than EPSILON to leave an option goes on voting for it until another is that far ahead.
 * Where nothing speaks for or against any option, even the stubborn abstain.
 */
export function ballot(standing: Standing, present: string | null, stubbornness: number): string | null {
  const held = settle(standing, present, stubbornness);
  if (held === null) return null;
  const silent = [...standing.values()].every((strength) => strength === OPTION_BASE);
  if (held === present && stubbornness > EPSILON) return silent ? null : held;
  return Math.abs(leadOf(standing, held)) > EPSILON ? held : null;
}
