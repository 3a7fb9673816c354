import type { Attempt } from '../../shared/call.ts';
import type { Decision } from '../decision.ts';
import type { Participant } from '../participant.ts';
import type { Protocol } from '../protocol.ts';
import type { Answer, Failure, Interjection, Turn, TurnKind } from '../turn.ts';

/** A turn asked of one participant: what it may know is in here and nowhere else. */
export interface TurnRequest {
  readonly kind: TurnKind;
  readonly round: number;
  /** The decision as it stands: with the candidates of an open question as its options, and with stated arguments as evidence. */
  readonly decision: Decision;
  /** Whether the question is open: answers may be in words, and the options, if any, are candidates. */
  readonly isOpen: boolean;
  readonly protocol: Protocol;
  readonly participants: readonly Participant[];
  readonly participantId: string;
  /** Everything said before this phase by those it hears, in the order of phases and participants; empty for blind proposals. */
  readonly heard: readonly Turn[];
  readonly interjections: readonly Interjection[];
  /** Answers in words that belong to no candidate yet: what a GROUPING is asked about. */
  readonly ungrouped: readonly string[];
}

/** Why an agent could not answer, and the calls that were tried. */
export type FailureReport = Pick<Failure, 'code' | 'message' | 'call'>;

/** Told while an agent makes its answer. */
export interface TurnListener {
  /** A piece of the answer's text. */
  text(piece: string): void;
  /** What came so far is given up: the answer begins anew. */
  restart(): void;
  /** One attempt is over and its cost counts from now on. Answers whether another one may be paid for. */
  attempted(attempt: Attempt): boolean;
}

/** An answer that makes no sense. The message says why, and is fit for everybody. */
export class UnusableAnswer extends Error {
  override readonly name = 'UnusableAnswer';
}

/** The answer, unless it makes no sense: an agent is an outsider, and what it says is checked like any input. */
export function checkAnswer(answer: Answer, { decision, participants }: TurnRequest): Answer {
  if (answer.position !== null && !decision.options.some((option) => option.id === answer.position)) {
    throw new UnusableAnswer(`The agent chose ${answer.position}, which is not an option.`);
  }
  if (answer.targetId !== null && !participants.some((participant) => participant.id === answer.targetId)) {
    throw new UnusableAnswer(`The agent spoke to ${answer.targetId}, who does not take part.`);
  }
  const unknown = answer.evidence.find((id) => !decision.evidence.some((evidence) => evidence.id === id));
  if (unknown !== undefined)
    throw new UnusableAnswer(`The agent put ${unknown} forward, which is not among the evidence.`);
  return answer;
}
