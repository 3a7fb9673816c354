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
