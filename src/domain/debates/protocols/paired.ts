/** How two ways to decide differ over the same debates with known answers. */
export interface Paired {
  /** Debates both were compared on. */
  readonly n: number;
  /** Those that the one decided right and the other, the baseline, wrong. */
  readonly corrected: number;
  /** Those it decided wrong and the baseline right. */
  readonly subverted: number;
}

/** The comparison of two answers to each debate, with the right one. */
export function compare(
  pairs: readonly { one: string | null; baseline: string | null; groundTruth: string }[],
): Paired {
  const corrected = pairs.filter(
    ({ one, baseline, groundTruth }) => one === groundTruth && baseline !== groundTruth,
  ).length;
  const subverted = pairs.filter(
    ({ one, baseline, groundTruth }) => one !== groundTruth && baseline === groundTruth,
  ).length;
  return { n: pairs.length, corrected, subverted };
}

/** How sure the difference is, in standard errors: (corrected − subverted) / √(corrected + subverted + 1). */
export function zOf({ corrected, subverted }: Pick<Paired, 'corrected' | 'subverted'>): number {
  return (corrected - subverted) / Math.sqrt(corrected + subverted + 1);
}
