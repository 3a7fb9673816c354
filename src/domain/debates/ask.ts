import type { Decision } from './decision.ts';
import type { Participant } from './participant.ts';
import type { Answer, Turn, TurnKind } from './turn.ts';

/** A turn asked of one participant: what it may know is in here and nowhere else. */
export interface Ask {
  readonly kind: TurnKind;
  readonly round: number;
  readonly decision: Decision;
  readonly participants: readonly Participant[];
  readonly participantId: string;
  /** Everything said before this phase, in the order of phases and participants; empty for blind proposals. */
  readonly heard: readonly Turn[];
}

/** The answer, unless it makes no sense: an agent is an outsider, and what it says is checked like any input. */
export function checkAnswer(answer: Answer, { decision, participants }: Ask): Answer {
  if (answer.position !== null && !decision.options.some((option) => option.id === answer.position)) {
    throw new Error(`The agent chose ${answer.position}, which is not an option.`);
  }
  if (answer.targetId !== null && !participants.some((participant) => participant.id === answer.targetId)) {
    throw new Error(`The agent spoke to ${answer.targetId}, who does not take part.`);
  }
  const unknown = answer.evidence.find((id) => !decision.evidence.some((evidence) => evidence.id === id));
  if (unknown !== undefined) throw new Error(`The agent put ${unknown} forward, which is not among the evidence.`);
  return answer;
}
