/** The measurements of a drill, and the limits that were not kept. */
export interface DrillReport {
  readonly figures: Record<string, string | number>;
  /** A sentence for every limit that was not kept; empty when all were kept. */
  readonly broken: readonly string[];
}
