/**
 * How far arguments hold, by quantitative bipolar argumentation with the DF-QuAD semantics. Every number is 0 to 1.
 * Source: Rago, Toni, Aurisicchio, Baroni, "Discontinuity-Free Decision Support with Quantitative Argumentation
 * Debates", KR 2016.
 */

/** Which arguments act on which: `attackers[i]` and `supporters[i]` are the places of those that act on argument `i`. */
export interface Graph {
  readonly attackers: readonly (readonly number[])[];
  readonly supporters: readonly (readonly number[])[];
}

/** Several attackers (or supporters) taken together, those at `places` or all: 1 − Π(1 − sᵢ), 0 for none. */
export function aggregate(
  strengths: ArrayLike<number>,
  places: Iterable<number> = Array.from(strengths).keys(),
): number {
  let rest = 1;
  for (const place of places) rest *= 1 - (strengths[place] ?? 0);
  return 1 - rest;
}

/** The base score moved towards 0 by what attacks it more than supports it, or towards 1 the other way round. */
export function combine(base: number, attack: number, support: number): number {
  return attack >= support ? base - base * (attack - support) : base + (1 - base) * (support - attack);
}

/** The places of all arguments, each after everything that acts on it. Throws an Error when they go round in a circle. */
export function leavesFirst(graph: Graph): readonly number[] {
  const order: number[] = [];
  const state = new Map<number, 'open' | 'done'>();
  const visit = (place: number): void => {
    if (state.get(place) === 'done') return;
    if (state.get(place) === 'open') throw new Error('These arguments go round in a circle: they have no strengths.');
    state.set(place, 'open');
    for (const other of graph.attackers[place] ?? []) visit(other);
    for (const other of graph.supporters[place] ?? []) visit(other);
    state.set(place, 'done');
    order.push(place);
  };
  for (const place of graph.attackers.keys()) visit(place);
  return order;
}

/**
 * Writes the strengths of the arguments named in `order` (from the leaves up) into `strengths`; the others stay as they
 * are. An argument whose base is null is not there: it gets 0, which acts on nothing.
 */
export function evaluateInto(
  strengths: Float64Array,
  graph: Graph,
  bases: readonly (number | null)[],
  order: readonly number[],
): void {
  for (const place of order) {
    const base = bases[place] ?? null;
    const attack = aggregate(strengths, graph.attackers[place] ?? []);
    const support = aggregate(strengths, graph.supporters[place] ?? []);
    strengths[place] = base === null ? 0 : combine(base, attack, support);
  }
}

/** The strength of every argument, by its place. Throws an Error when the arguments go round in a circle. */
export function evaluate(graph: Graph, bases: readonly (number | null)[], order = leavesFirst(graph)): Float64Array {
  const strengths = new Float64Array(bases.length);
  evaluateInto(strengths, graph, bases, order);
  return strengths;
}

/** The places of an argument and of all it acts on, directly or through others, in the order given. */
export function affectedBy(graph: Graph, order: readonly number[], place: number): readonly number[] {
  const reached = new Set([place]);
  const touches = (other: number) => reached.has(other);
  for (const next of order) {
    if (graph.attackers[next]?.some(touches) || graph.supporters[next]?.some(touches)) reached.add(next);
  }
  return order.filter((other) => reached.has(other));
}
