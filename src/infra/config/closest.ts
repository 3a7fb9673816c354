/** The candidate that differs from `word` by one small mistake; undefined when there is none. */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  const limit = Math.max(2, Math.floor(word.length / 6));
  let best: { candidate: string; slips: number } | undefined;
  for (const candidate of candidates) {
    const slips = editDistance(word.toUpperCase(), candidate.toUpperCase());
    if (slips <= limit && (!best || slips < best.slips)) best = { candidate, slips };
  }
  return best?.candidate;
}

/** Number of insertions, deletions, replacements and swaps of neighbours from `a` to `b` (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = at(last, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current[column] = Math.min(at(last, column) + 1, at(current, column - 1) + 1, replaced);
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) current[column] = Math.min(at(current, column), at(beforeLast, column - 2) + 1);
    }
    [beforeLast, last] = [last, current];
  }
  return at(last, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
