import type { Debate } from '../debate.ts';

/** Milliseconds until the next turn may be recorded. */
export function untilNextTurnMs({ turns, protocol }: Pick<Debate, 'turns' | 'protocol'>, now: Date): number {
  const last = turns.at(-1);
  if (last === undefined || protocol.paceMs === 0) return 0;
  const waitMs = new Date(last.at).getTime() + protocol.paceMs - now.getTime();
  // A clock that was set back must not make a debate wait for longer than its pace.
  return Math.min(Math.max(0, waitMs), protocol.paceMs);
}
