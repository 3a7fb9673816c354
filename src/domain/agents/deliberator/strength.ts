/**
 * Strengths of arguments by quantitative bipolar argumentation with the DF-QuAD semantics. Every number is 0 to 1.
 *
 * Source: Rago, Toni, Aurisicchio, Baroni, "Discontinuity-Free Decision Support with Quantitative Argumentation
 * Debates", KR 2016.
 */

/**
 * Which arguments act on which: `attackers[i]` and `supporters[i]` are the places of the arguments that act on argument
 * `i`.
 */
export interface Graph {
  readonly attackers: readonly (readonly number[])[];
  readonly supporters: readonly (readonly number[])[];
}

/** The joint strength of several attackers or supporters, those at `places` or all: 1 − Π(1 − sᵢ), 0 for none. */
export function aggregate(
  strengths: ArrayLike<number>,
  places: Iterable<number> = Array.from(strengths).keys(),
): number {
  let rest = 1;
  for (const place of places) rest *= 1 - (strengths[place] ?? 0);
  return 1 - rest;
}

/** The base score, moved towards 0 when the attack is stronger than the support, otherwise towards 1. */
export function combine(base: number, attack: number, support: number): number {
  return attack >= support ? base - base * (attack - support) : base + (1 - base) * (support - attack);
}

/**
 * The places of all arguments, each after every argument that acts on it. Throws an Error when arguments act on each
 * other in a cycle.
 */
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
 * Writes the strengths of the arguments named in `order` (leaves first) into `strengths`; the others stay unchanged. An
 * argument with the base null is absent: it gets the strength 0 and has no effect.
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

/** The strength of every argument, by its place. Throws an Error when arguments act on each other in a cycle. */
export function evaluate(graph: Graph, bases: readonly (number | null)[], order = leavesFirst(graph)): Float64Array {
  const strengths = new Float64Array(bases.length);
  evaluateInto(strengths, graph, bases, order);
  return strengths;
}

/** The places of an argument and of all arguments that it acts on, directly or through others, in the given order. */
export function affectedBy(graph: Graph, order: readonly number[], place: number): readonly number[] {
  const reached = new Set([place]);
  const touches = (other: number) => reached.has(other);
  for (const next of order) {
    if (graph.attackers[next]?.some(touches) || graph.supporters[next]?.some(touches)) reached.add(next);
  }
  return order.filter((other) => reached.has(other));
}
