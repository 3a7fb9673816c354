import type { Protocol } from '../protocol.ts';
import { type Ballot, majorityOf } from './tally.ts';

/**
 * Whether the blind answers differ enough for an exchange: the option most debaters named has less than `gateShare` of those
 * who answered, abstentions too, counted by heads. Never without an answer; never when all agree, unless `debateAnyway`.
 */
export function needsExchange(
  blind: readonly Ballot[],
  { gateShare, debateAnyway }: Pick<Protocol, 'gateShare' | 'debateAnyway'>,
): boolean {
  const { position, heads } = majorityOf(blind);
  if (position === null) return false;
  // Not the share of those who named an option: one answer among abstentions is no agreement.
  return debateAnyway || heads < Math.ceil(gateShare * blind.length - 1e-9);
}
