import type { RequestTurn } from '../debates/ports.ts';

/** What is known of an agent before it is called. */
export interface AgentInfo {
  readonly id: string;
  readonly label: string;
  readonly provider: string;
  /** The model of the agent; null for a rule-based agent. */
  readonly model: string | null;
  /** The maker of the model, which may differ from its provider; null for a rule-based agent, and when it is not known. */
  readonly family: string | null;
  readonly description: string;
  /** Whether its provider needs a key. */
  readonly needsKey: boolean;
  /** Whether its provider is set up, so that the agent can be called. */
  readonly isAvailable: boolean;
  /** Whether the cost of its calls is known. */
  readonly isPriceKnown: boolean;
}

/** An agent: its description, and the function that requests a turn. */
export interface Agent {
  readonly info: AgentInfo;
  readonly ask: RequestTurn;
}
