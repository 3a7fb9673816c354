import type { DrillReport } from './report.ts';

/** All of it in one report. */
export function merged(...reports: readonly DrillReport[]): DrillReport {
  return {
    figures: Object.assign({}, ...reports.map(({ figures }) => figures)),
    broken: reports.flatMap(({ broken }) => broken),
  };
}
