/** What a participant does. Those who hold positions are debaters; AFFIRMATIVE and NEGATIVE are the two of a moderated debate. */
export type Role = 'DEBATER' | 'AFFIRMATIVE' | 'NEGATIVE' | 'MODERATOR' | 'JUDGE' | 'GROUPER';

/** A participant of a debate, and the agent that answers for it. */
export interface Participant {
  readonly id: string;
  readonly label: string;
  readonly role: Role;
  /** The id of the agent that answers, as `agents` lists it. */
  readonly agentId: string;
  readonly provider: string;
  /** The model that answers; null for a rule-based agent. */
  readonly model: string | null;
  /** The maker of the model, which may differ from its provider: models of one family err alike. null for a rule-based agent. */
  readonly family: string | null;
  /** How much its vote counts, from its measured reliability; 1 for every debater where too little has been measured. */
  readonly weight: number;
}

export function isDebater({ role }: Participant): boolean {
  return role === 'DEBATER' || role === 'AFFIRMATIVE' || role === 'NEGATIVE';
}

/** Whether a language model answers for it. */
export function isModel({ model }: Participant): boolean {
  return model !== null;
}
