import type { DrillReport } from './report.ts';

/** Merges the reports into one. */
export function merged(...reports: readonly DrillReport[]): DrillReport {
  return {
    figures: Object.assign({}, ...reports.map(({ figures }) => figures)),
    broken: reports.flatMap(({ broken }) => broken),
  };
}
