/** How two methods of decision differ over the same debates with ground truth. */
export interface PairedComparison {
  /** Number of compared debates. */
  readonly n: number;
  /** Debates that the method decided right and the baseline wrong. */
  readonly corrected: number;
  /** Debates that the method decided wrong and the baseline right. */
  readonly subverted: number;
}

/** Compares the answers of a method and of the baseline in each debate with the ground truth. */
export function compareWithBaseline(
  pairs: readonly { answer: string | null; baseline: string | null; groundTruth: string }[],
): PairedComparison {
  const corrected = pairs.filter(
    ({ answer, baseline, groundTruth }) => answer === groundTruth && baseline !== groundTruth,
  ).length;
  const subverted = pairs.filter(
    ({ answer, baseline, groundTruth }) => answer !== groundTruth && baseline === groundTruth,
  ).length;
  return { n: pairs.length, corrected, subverted };
}

/** The significance of the difference in standard errors: (corrected − subverted) / √(corrected + subverted + 1). */
export function zScore({ corrected, subverted }: Pick<PairedComparison, 'corrected' | 'subverted'>): number {
  return (corrected - subverted) / Math.sqrt(corrected + subverted + 1);
}
