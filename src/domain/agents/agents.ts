import type { Ask } from '../debates/ask.ts';
import type { AskAgent } from '../debates/ports.ts';
import type { Answer } from '../debates/turn.ts';
import { deliberate } from './deliberator.ts';

/** What one can know of an agent before asking it. */
export interface AgentInfo {
  readonly id: string;
  readonly label: string;
  readonly provider: string;
  /** The model that answers; null for a rule-based agent. */
  readonly model: string | null;
  readonly description: string;
  /** Whether it answers only once somebody has given a key for its provider. */
  readonly needsKey: boolean;
}

/** An agent: what it is, and how it is asked. */
export interface Agent {
  readonly info: AgentInfo;
  readonly ask: AskAgent;
}

/** The agent that needs no key and no network. Its id is also what tells the search for cruxes whose votes it can recompute. */
export const DELIBERATOR: Agent = {
  info: {
    id: 'deliberator',
    label: 'Deliberator',
    provider: 'builtin',
    model: null,
    description:
      'Rule-based, no language model: it weighs the evidence of a decision file by quantitative argumentation (DF-QuAD), needs no key and no network, and always answers the same.',
    needsKey: false,
  },
  ask: async (ask, signal) => {
    signal.throwIfAborted();
    return deliberate(ask);
  },
};

/** The agents that can take part in debates, and the way to ask them. */
export class Agents {
  private readonly agents: ReadonlyMap<string, Agent>;

  constructor(agents: readonly Agent[] = [DELIBERATOR]) {
    this.agents = new Map(agents.map((agent) => [agent.info.id, agent]));
  }

  list(): readonly AgentInfo[] {
    return [...this.agents.values()].map(({ info }) => info);
  }

  /** null when there is no such agent. */
  readonly find = (id: string): AgentInfo | null => this.agents.get(id)?.info ?? null;

  /** Asks the agent that answers for the participant. Rejects with an Error when there is none, or with the signal's reason. */
  readonly ask: AskAgent = async (ask: Ask, signal: AbortSignal): Promise<Answer> => {
    signal.throwIfAborted();
    const participant = ask.participants.find(({ id }) => id === ask.participantId);
    if (!participant) throw new Error(`${ask.participantId} does not take part in this debate.`);
    const agent = this.agents.get(participant.agentId);
    if (agent) return agent.ask(ask, signal);
    const choices = [...this.agents.keys()].join(', ') || 'none';
    throw new Error(`There is no agent ${participant.agentId} to answer for ${participant.id}; there are: ${choices}.`);
  };
}
