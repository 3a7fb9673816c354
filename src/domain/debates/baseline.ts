import { spendingOf } from '../shared/call.ts';
import type { Debate } from './debate.ts';
import { leaderOf } from './protocols/tally.ts';
import type { Baseline } from './verdict.ts';

/** The plain majority of the blind answers. Level options are told apart only where the debate's own rule does so. */
export function baselineOf(debate: Debate): Baseline {
  const { blind, debaters, protocol } = debate;
  const plain = leaderOf(blind.map((ballot) => ({ ...ballot, weight: 1 })));
  const breaksTies = protocol.consensus === 'PLURALITY';
  const heads = (option: string | null) =>
    blind.filter(({ position }) => position !== null && position === option).length;
  const others = new Set(blind.map(({ position }) => position).filter((position) => position !== plain.position));
  const next = Math.max(0, ...[...others].map(heads));
  return {
    position: plain.isTied && !breaksTies ? null : plain.position,
    agreement: heads(plain.position) / debaters.length,
    margin: (heads(plain.position) - next) / debaters.length,
    isTied: plain.isTied,
    weightedPosition: leaderOf(blind).position,
    tokens: tokensOf(debate),
  };
}

function tokensOf({ turns, failures }: Debate): number {
  const blind = [...turns, ...failures].filter(({ kind }) => kind === 'PROPOSAL');
  const { inputTokens, outputTokens } = spendingOf(blind.flatMap(({ call }) => call?.attempts ?? []));
  return inputTokens + outputTokens;
}
