// The report of a benchmark: text for people, and with --json one last line for programs.

/** A figure that must keep a bound, or the benchmark fails. */
export interface Bar {
  readonly what: string;
  readonly value: number;
  /** In words: `≤ 0.25`. */
  readonly bound: string;
  readonly ok: boolean;
}

export interface Report {
  readonly name: string;
  readonly figures: Readonly<Record<string, unknown>>;
  readonly bars: readonly Bar[];
}

export function atMost(what: string, value: number, bound: number): Bar {
  return { what, value: rounded(value), bound: `≤ ${bound}`, ok: value <= bound };
}

export function atLeast(what: string, value: number, bound: number): Bar {
  return { what, value: rounded(value), bound: `≥ ${bound}`, ok: value >= bound };
}

export function above(what: string, value: number, bound: number): Bar {
  return { what, value: rounded(value), bound: `> ${bound}`, ok: value > bound };
}

/** Prints the bars, and with `--json` a last line of JSON. The process exits with 1 if a bar is missed. */
export function conclude({ name, figures, bars }: Report): void {
  for (const { what, value, bound, ok } of bars) {
    console.log(`${ok ? 'kept  ' : 'MISSED'} ${what}: ${value} (${bound})`);
  }
  if (process.argv.includes('--json')) console.log(JSON.stringify({ name, figures, bars }));
  if (bars.some(({ ok }) => !ok)) process.exitCode = 1;
}

export function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Four significant digits; more would be noise. */
export function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
