import { type Problem, Refusal } from '../shared/errors.ts';
import { checkDecision } from './check-decision.ts';
import type { Decision } from './decision.ts';
import { type Participant, participantsOf } from './participant.ts';
import type { FindAgent } from './ports.ts';
import { checkProtocol, type Protocol } from './protocol.ts';

/** A debate as somebody asks for it. */
export interface StartDebate {
  readonly decision: unknown;
  /** Ids of the decision's agents that take part; all of them when left out. */
  readonly agents?: readonly string[];
  readonly protocol: Partial<Protocol>;
  /** Mistakes found while it was read, to be named with the others. */
  readonly mistakes?: readonly Problem[];
}

export interface CheckedStart {
  readonly decision: Decision;
  readonly protocol: Protocol;
  readonly participants: readonly Participant[];
}

/** What was asked for, if it can be done. Throws a `Refusal` that names the mistakes of all its parts. */
export function checkStart(wanted: StartDebate, findAgent: FindAgent): CheckedStart {
  const decision = attempt(() => checkDecision(wanted.decision), ['decision']);
  const protocol = attempt(() => checkProtocol(wanted.protocol));
  const participants = attempt(() => (decision.value ? participantsOf(decision.value, findAgent, wanted.agents) : []));
  const found = [decision, protocol, participants].flatMap((part) => part.problems);
  const problems = [...(wanted.mistakes ?? []), ...found];
  if (!decision.value || !protocol.value || !participants.value || problems.length > 0) throw new Refusal(problems);
  return { decision: decision.value, protocol: protocol.value, participants: participants.value };
}

/** What the check answers, or its mistakes, put where the caller wrote the thing. */
function attempt<T>(check: () => T, place: readonly string[] = []) {
  try {
    return { value: check(), problems: [] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { problems: error.problems.map((problem) => ({ ...problem, field: [...place, ...problem.field] })) };
  }
}
