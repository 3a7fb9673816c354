import type { Attempt } from '../../shared/call.ts';
import type { Progress } from './progress.ts';

/** Every call that was made for the debate itself and recorded; a fork did not make those it shares. */
export function listAttempts({ turns, failures, abandoned, inherited }: Progress): readonly Attempt[] {
  const failed = [...failures.slice(inherited.failures), ...abandoned.slice(inherited.abandoned)];
  return [...turns.slice(inherited.turns), ...failed].flatMap(({ call }) => call?.attempts ?? []);
}

/** How many calls those are, and how many of them failed. */
export function countCalls(progress: Progress): { readonly calls: number; readonly failedCalls: number } {
  const attempts = listAttempts(progress);
  return { calls: attempts.length, failedCalls: attempts.filter(({ failure }) => failure !== null).length };
}
