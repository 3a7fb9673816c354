import type { Attempt } from '../../shared/call.ts';
import type { DebateState } from '../debate-state.ts';

type Spent = Pick<DebateState, 'turns' | 'failures' | 'abandoned' | 'inherited'>;

/** Every recorded attempt of the debate's own calls; a fork did not make those it shares with its origin. */
export function listAttempts({ turns, failures, abandoned, inherited }: Spent): readonly Attempt[] {
  const failed = [...failures.slice(inherited.failures), ...abandoned.slice(inherited.abandoned)];
  return [...turns.slice(inherited.turns), ...failed].flatMap(({ call }) => call?.attempts ?? []);
}

/** Number of those attempts, and of the failed ones. */
export function countCalls(debate: Spent): { readonly calls: number; readonly failedCalls: number } {
  const attempts = listAttempts(debate);
  return { calls: attempts.length, failedCalls: attempts.filter(({ failure }) => failure !== null).length };
}
