import { OPTION_BASE, type Standing } from './layout.ts';

/**
 * Two options are level when their strengths (0 to 1) differ by no more than this. Texts show leads with two decimals,
 * so a smaller lead would read as 0.00.
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

/** The lead of an option over another, by default over the strongest other: −1 to 1, negative when it is behind. */
export function leadOf(standing: Standing, option: string, over = strongest(standing, option)): number {
  return (standing.get(option) ?? 0) - (standing.get(over ?? '') ?? 0);
}

/**
 * The option an agent holds after weighing. An agent without a position takes the option that leads by more than
 * EPSILON, or none. An agent with a position changes it only for an option whose lead over it exceeds `stubbornness` (0
 * to 1) and EPSILON.
 */
export function settle(standing: Standing, present: string | null, stubbornness: number): string | null {
  const best = strongest(standing);
  if (best === null) return null;
  if (present === null || !standing.has(present)) return leadOf(standing, best) > EPSILON ? best : null;
  return leadOf(standing, best, present) > Math.max(stubbornness, EPSILON) ? best : present;
}

/**
 * The option an agent votes for; null is an abstention. An agent abstains when its option is level with another. An
 * agent whose stubbornness exceeds EPSILON votes for its option until another leads by more than its stubbornness. When
 * no evidence speaks for or against any option, stubborn agents abstain too.
 */
export function ballot(standing: Standing, present: string | null, stubbornness: number): string | null {
  const held = settle(standing, present, stubbornness);
  if (held === null) return null;
  const silent = [...standing.values()].every((strength) => strength === OPTION_BASE);
  if (held === present && stubbornness > EPSILON) return silent ? null : held;
  return Math.abs(leadOf(standing, held)) > EPSILON ? held : null;
}
