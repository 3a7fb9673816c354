import type { RequestTurn } from '../debates/ports.ts';

/** What one can know of an agent before asking it. */
export interface AgentInfo {
  readonly id: string;
  readonly label: string;
  readonly provider: string;
  /** The model that answers; null for a rule-based agent. */
  readonly model: string | null;
  /** Who made the model, whatever provider serves it; null for a rule-based agent, and where nobody knows. */
  readonly family: string | null;
  readonly description: string;
  /** Whether it needs the key of its provider to answer. */
  readonly needsKey: boolean;
  /** Whether its provider is set up, so that it can be asked. */
  readonly isAvailable: boolean;
  /** Whether what its calls cost can be told. */
  readonly isPriceKnown: boolean;
}

/** An agent: what it is, and how it is asked. */
export interface Agent {
  readonly info: AgentInfo;
  readonly ask: RequestTurn;
}
