import { refuse } from '../shared/errors.ts';
import type { Decision } from './decision.ts';

/** One who takes part in a debate: which agent answers for it. */
export interface Participant {
  readonly id: string;
  readonly label: string;
  /** The id of the agent that answers, as `agents` lists it. */
  readonly agentId: string;
  readonly provider: string;
  /** The model that answers; null for a rule-based agent. */
  readonly model: string | null;
}

/** The built-in agent that argues over a decision's evidence. */
const DELIBERATOR = { agentId: 'deliberator', provider: 'builtin', model: null };

/** The decision's agents that take part: those named, or all. Throws a `Refusal` for unknown ones and for fewer than two. */
export function participantsOf(decision: Decision, wanted?: readonly string[]): Participant[] {
  const agents = wanted === undefined ? decision.agents : decision.agents.filter((agent) => wanted.includes(agent.id));
  const unknown = wanted?.find((id) => !decision.agents.some((agent) => agent.id === id));
  if (unknown !== undefined) {
    const known = decision.agents.map((agent) => agent.id).join(', ');
    throw refuse('INVALID_INPUT', `agents: ${unknown} is not an agent of this decision (${known}).`, ['agents']);
  }
  if (agents.length < 2) throw refuse('INVALID_INPUT', 'agents: a debate needs at least 2 of them.', ['agents']);
  return agents.map(({ id, label }) => ({ id, label, ...DELIBERATOR }));
}
