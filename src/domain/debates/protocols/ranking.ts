import { type Ballot, tieOrder } from './tally.ts';

/** Weights of pairs: `at(x, y)` for the options at places x and y. */
type Pairs = readonly Float64Array[];

/**
 * The options, best first, by the method of Schulze ("A new monotonic, clone-independent, reversal symmetric, and
 * Condorcet-consistent single-winner election method", 2011): x is before y when the strongest path of pairwise wins
 * from x to y is stronger than the strongest path back. The strength of a win is the weight of the ballots that prefer
 * the winner.
 *
 * Options that a ballot does not rank share its last place; a ballot with only a position ranks it first. Options that
 * the method leaves level are ordered by the weight of the ballots that rank them first, then by `tieOrder`. `isTied`:
 * more than one option could be first.
 */
export function schulzeOrder(
  ballots: readonly Ballot[],
  options: readonly string[],
): { order: string[]; isTied: boolean } {
  const paths = strongestPaths(preferences(ballots, options));
  const strength = (from: number, to: number) => paths[from]?.[to] ?? 0;
  const firsts = options.map((option) => weightOfFirst(ballots, options, option));
  const rest = [...options.keys()].sort(
    (one, other) => (firsts[other] ?? 0) - (firsts[one] ?? 0) || tieOrder(options[one] ?? '', options[other] ?? ''),
  );
  const unbeaten = () => rest.filter((one) => rest.every((other) => strength(other, one) <= strength(one, other)));
  const isTied = unbeaten().length > 1;
  const order: string[] = [];
  while (rest.length > 0) {
    // The relation has no cycles, so at least one option is always unbeaten.
    const [next = 0] = unbeaten();
    rest.splice(rest.indexOf(next), 1);
    order.push(options[next] ?? '');
  }
  return { order, isTied };
}

/** The options that a ballot ranks, best first, each once; only its position when it ranks none. */
export function rankingOf({ position, ranking = [] }: Ballot, options: readonly string[]): readonly string[] {
  const known = [...new Set(ranking)].filter((option) => options.includes(option));
  if (known.length > 0) return known;
  return position !== null && options.includes(position) ? [position] : [];
}

/**
 * For each pair, the weight of the ballots that rank the first option before the second, in whole billionths: the sum
 * is exact in any order.
 */
function preferences(ballots: readonly Ballot[], options: readonly string[]): Pairs {
  const pairs = options.map(() => new Float64Array(options.length));
  for (const ballot of ballots) {
    const ranking = rankingOf(ballot, options);
    if (ranking.length === 0) continue;
    const places = options.map((option) => (ranking.includes(option) ? ranking.indexOf(option) : ranking.length));
    for (const [one, row] of pairs.entries())
      for (const other of options.keys())
        if ((places[one] ?? 0) < (places[other] ?? 0)) row[other] = (row[other] ?? 0) + units(ballot.weight);
  }
  return pairs;
}

/**
 * The strength of the strongest path between each pair; a path is as strong as its weakest win (Floyd and Warshall).
 */
function strongestPaths(preferred: Pairs): Pairs {
  const at = (pairs: Pairs, from: number, to: number) => pairs[from]?.[to] ?? 0;
  const paths = preferred.map((row, from) => row.map((weight, to) => (weight > at(preferred, to, from) ? weight : 0)));
  for (const via of paths.keys())
    for (const [from, row] of paths.entries())
      for (const to of paths.keys())
        if (from !== to) row[to] = Math.max(at(paths, from, to), Math.min(at(paths, from, via), at(paths, via, to)));
  return paths;
}

function weightOfFirst(ballots: readonly Ballot[], options: readonly string[], option: string): number {
  return ballots
    .filter((ballot) => rankingOf(ballot, options)[0] === option)
    .reduce((sum, { weight }) => sum + units(weight), 0);
}

function units(weight: number): number {
  return Math.round(weight * 1e9);
}
