import { refuse } from '../shared/errors.ts';
import type { Decision } from './decision.ts';
import type { FindAgent } from './ports.ts';

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

/** The agent that argues over a decision's evidence. */
const DELIBERATOR = 'deliberator';

/** The decision's agents that take part: those named, or all. Throws a `Refusal` for unknown ones and for fewer than two. */
export function participantsOf(decision: Decision, findAgent: FindAgent, wanted?: readonly string[]): Participant[] {
  const unknown = wanted?.find((id) => !decision.agents.some((agent) => agent.id === id));
  if (unknown !== undefined) {
    const known = decision.agents.map((agent) => agent.id).join(', ');
    throw refuse('INVALID_INPUT', `agents: ${unknown} is not an agent of this decision (${known}).`, ['agents']);
  }
  const agents = decision.agents.filter((agent) => wanted === undefined || wanted.includes(agent.id));
  if (agents.length < 2) throw refuse('INVALID_INPUT', 'agents: a debate needs at least 2 of them.', ['agents']);
  const agent = findAgent(DELIBERATOR);
  if (agent === null) throw new Error(`There is no agent ${DELIBERATOR}.`);
  const { provider, model } = agent;
  return agents.map(({ id, label }) => ({ id, label, agentId: DELIBERATOR, provider, model }));
}
