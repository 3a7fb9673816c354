/** An estimate with its 95 % interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

const Z = 1.96;

/** Wilson's interval for a share. */
export function wilson(hits: number, n: number): Estimate {
  const share = hits / n;
  const centre = (share + Z ** 2 / (2 * n)) / (1 + Z ** 2 / n);
  const half = (Z / (1 + Z ** 2 / n)) * Math.sqrt((share * (1 - share)) / n + Z ** 2 / (4 * n ** 2));
  return { value: share, low: centre - half, high: centre + half };
}

/** Mean of one − other over the same questions; each list holds 1 for right and 0 for wrong. */
export function pairedDifference(one: Uint8Array, other: Uint8Array): Estimate {
  return meanOf(one.length, (place) => (one[place] ?? 0) - (other[place] ?? 0));
}

export function mean(values: ArrayLike<number>): Estimate {
  return meanOf(values.length, (place) => values[place] ?? 0);
}

function meanOf(n: number, at: (place: number) => number): Estimate {
  let [sum, squares] = [0, 0];
  for (let place = 0; place < n; place++) {
    sum += at(place);
    squares += at(place) ** 2;
  }
  const value = sum / n;
  const half = Z * Math.sqrt(Math.max(0, squares / n - value ** 2) / n);
  return { value, low: value - half, high: value + half };
}

/** Spearman's rank correlation, −1 to 1; 0 where one list has no order. */
export function rankCorrelation(one: readonly number[], other: readonly number[]): number {
  const [a, b] = [ranksOf(one), ranksOf(other)];
  const middle = (one.length - 1) / 2;
  const product = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, rank, place) => sum + (rank - middle) * ((y[place] ?? 0) - middle), 0);
  const spread = Math.sqrt(product(a, a) * product(b, b));
  return spread === 0 ? 0 : product(a, b) / spread;
}

/** Equal values share the mean of their ranks. */
function ranksOf(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const level = values.filter((other) => other === value).length;
    return below + (level - 1) / 2;
  });
}

/** P(Z ≤ x) for a standard normal Z, by Marsaglia's series. */
export function normalCdf(x: number): number {
  if (Math.abs(x) > 8) return x > 0 ? 1 : 0;
  let [sum, term] = [x, x];
  for (let n = 3; Math.abs(term) > 1e-17; n += 2) {
    term *= (x * x) / n;
    sum += term;
  }
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}

export function normalQuantile(probability: number): number {
  return solve((x) => normalCdf(x) - probability, -8, 8);
}

/** The zero of a rising function, by bisection. */
export function solve(rising: (x: number) => number, low: number, high: number): number {
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (rising(middle) < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
