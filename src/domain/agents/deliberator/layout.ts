import type { AgentProfile, Decision, Evidence } from '../../debates/decision.ts';
import { evaluate, type Graph, leavesFirst } from './strength.ts';

/** Strength of an option without evidence for or against it. */
export const OPTION_BASE = 0.5;

/** Strength of each option for one agent, 0 to 1, in the order of the file. */
export type Standing = ReadonlyMap<string, number>;

/** A decision as a graph of arguments: first the evidence, then the options, each in the order of the file. */
export interface Layout {
  readonly decision: Decision;
  readonly graph: Graph;
  /** All places, leaves first. */
  readonly order: readonly number[];
  /** The place of each piece of evidence, by its id. */
  readonly places: ReadonlyMap<string, number>;
}

/**
 * The graph of a decision. Evidence acts on its own option by its stance, and also on the evidence that it attacks or
 * supports. Links to other evidence do not reduce its effect on its option.
 */
export function layOut(decision: Decision): Layout {
  const places = new Map(decision.evidence.map((item, place) => [item.id, place]));
  const size = decision.evidence.length + decision.options.length;
  const attackers = Array.from({ length: size }, () => new Set<number>());
  const supporters = Array.from({ length: size }, () => new Set<number>());
  decision.evidence.forEach((item, place) => {
    const option = decision.options.findIndex(({ id }) => id === item.option);
    if (option >= 0) (item.stance === 'for' ? supporters : attackers)[decision.evidence.length + option]?.add(place);
    for (const id of item.attacks ?? []) attackers[places.get(id) ?? -1]?.add(place);
    for (const id of item.supports ?? []) supporters[places.get(id) ?? -1]?.add(place);
  });
  const graph = { attackers: attackers.map((set) => [...set]), supporters: supporters.map((set) => [...set]) };
  return { decision, graph, order: leavesFirst(graph), places };
}

/** Base of a piece of evidence for an agent: strength × reliability × the agent's weight of its criterion. */
export function baseOf(item: Evidence, profile: AgentProfile, strength = item.strength): number {
  // A criterion may be called `constructor`: only own entries are weights.
  const weight = Object.hasOwn(profile.weights, item.criterion) ? (profile.weights[item.criterion] ?? 1) : 1;
  return strength * (item.reliability ?? 1) * weight;
}

/** Bases by place; null for evidence that the agent does not know, which is absent for this agent. */
export function basesOf(layout: Layout, profile: AgentProfile, known: ReadonlySet<string>): (number | null)[] {
  const { evidence, options } = layout.decision;
  return [
    ...evidence.map((item) => (known.has(item.id) ? baseOf(item, profile) : null)),
    ...options.map(() => OPTION_BASE),
  ];
}

/** The strengths of the options, out of the strengths by place. */
export function standingIn(layout: Layout, strengths: Float64Array): Standing {
  const { evidence, options } = layout.decision;
  return new Map(options.map(({ id }, n) => [id, strengths[evidence.length + n] ?? OPTION_BASE]));
}

/** Strengths by place, for an agent with exactly this knowledge. */
export function strengthsFor(layout: Layout, profile: AgentProfile, known: ReadonlySet<string>): Float64Array {
  return evaluate(layout.graph, basesOf(layout, profile, known), layout.order);
}

/** Strengths of the options, for an agent with exactly this knowledge. */
export function standingFor(layout: Layout, profile: AgentProfile, known: ReadonlySet<string>): Standing {
  return standingIn(layout, strengthsFor(layout, profile, known));
}
