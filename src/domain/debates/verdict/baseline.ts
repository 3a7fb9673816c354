import { spendingOf } from '../../shared/call.ts';
import type { Debate } from '../debate.ts';
import { leaderOf, majorityOf } from '../protocols/tally.ts';
import type { Baseline } from './verdict.ts';

/** The plain majority of the blind answers. Level options are told apart only where the debate's own rule does so. */
export function baselineOf(debate: Debate): Baseline {
  const { blind, protocol } = debate;
  const asked = askedBlind(debate);
  const { position, isTied, heads, margin, share } = majorityOf(blind);
  const answered = share === 0 ? 0 : heads / share;
  return {
    position: isTied && protocol.consensus !== 'PLURALITY' ? null : position,
    agreement: heads / asked,
    margin: (margin * answered) / asked,
    isTied,
    weightedPosition: leaderOf(blind).position,
    tokens: tokensOf(debate),
  };
}

/** Who was asked for a blind answer: in a moderated debate only one side. */
function askedBlind({ turns, failures }: Debate): number {
  return Math.max(1, [...turns, ...failures].filter(({ kind }) => kind === 'PROPOSAL').length);
}

function tokensOf({ turns, failures }: Debate): number {
  const blind = [...turns, ...failures].filter(({ kind }) => kind === 'PROPOSAL');
  const { inputTokens, outputTokens } = spendingOf(blind.flatMap(({ call }) => call?.attempts ?? []));
  return inputTokens + outputTokens;
}
