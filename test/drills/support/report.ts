export type DrillReport = { figures: Record<string, string | number>; broken: readonly string[] };
