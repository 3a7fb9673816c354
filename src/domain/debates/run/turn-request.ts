import type { Attempt } from '../../shared/call.ts';
import type { Decision } from '../decision.ts';
import type { Participant } from '../participant.ts';
import type { Protocol } from '../protocol.ts';
import type { Answer, Failure, Turn, TurnKind } from '../turn.ts';
import type { Interjection } from './interjection.ts';

/** A turn requested from one participant. It holds everything the participant may know. */
export interface TurnRequest {
  readonly kind: TurnKind;
  readonly round: number;
  /** The decision with the candidates of an open question as its options, and stated arguments as evidence. */
  readonly decision: Decision;
  /** Whether the question is open: answers may be in words, and the options, if any, are candidates. */
  readonly isOpen: boolean;
  readonly protocol: Protocol;
  readonly participants: readonly Participant[];
  readonly participantId: string;
  /** Turns of earlier phases that the topology shows to it, in the order of phases and participants; none for blind proposals. */
  readonly heard: readonly Turn[];
  readonly interjections: readonly Interjection[];
  /** Answers in words that belong to no candidate yet: the task of a GROUPING. */
  readonly ungrouped: readonly string[];
}

/** Why an agent failed, and the calls that were tried. */
export type FailureReport = Pick<Failure, 'code' | 'message' | 'call'>;

/** Called while an agent writes its answer. */
export interface TurnListener {
  /** A piece of the answer's text. */
  text(piece: string): void;
  /** The text so far is void: the answer starts again. */
  restart(): void;
  /** Called before every attempt. Throws when no further call may be started; the agent passes the error on. */
  attempting(): void;
  /** One attempt is over and its cost counts. Returns whether the budget allows another one. */
  attempted(attempt: Attempt): boolean;
}

/** An answer that cannot be used. The message says why, and may be shown to every reader. */
export class UnusableAnswer extends Error {
  override readonly name = 'UnusableAnswer';
}

/** Returns the answer if it can be used. Answers of agents are checked like any other input. */
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
