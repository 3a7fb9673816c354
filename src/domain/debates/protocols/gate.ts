import type { Protocol } from '../protocol.ts';
import { type Ballot, majorityOf } from './tally.ts';

/**
 * Whether the blind answers differ enough for an exchange: the most named option has less than `gateShare` of all who
 * answered, counted by heads, abstentions included. Never without an answer; never when all agree, unless
 * `debateAnyway`.
 */
export function needsExchange(
  blind: readonly Ballot[],
  { gateShare, debateAnyway }: Pick<Protocol, 'gateShare' | 'debateAnyway'>,
): boolean {
  const { position, heads } = majorityOf(blind);
  if (position === null) return false;
  // The share counts abstentions too, because a single answer among abstentions is no agreement.
  return debateAnyway || heads < Math.ceil(gateShare * blind.length - 1e-9);
}
