/** What a drill has measured, and which of its bars were missed. */
export interface DrillReport {
  readonly figures: Record<string, string | number>;
  /** A sentence for every bar that was missed; empty when all were held. */
  readonly broken: readonly string[];
}
