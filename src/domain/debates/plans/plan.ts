import type { Participant } from '../participant.ts';
import type { Protocol } from '../protocol.ts';
import type { Ballot } from '../protocols/tally.ts';
import type { Phase } from '../run/phase.ts';
import type { Turn, TurnKind } from '../turn.ts';
import type { StopReason } from '../verdict/verdict.ts';

/** The input of a plan. */
export interface Course {
  readonly protocol: Protocol;
  readonly participants: readonly Participant[];
  readonly phase: Phase | null;
  /** With the candidates of an open question as positions. */
  readonly turns: readonly Turn[];
  /** Whether answers in words exist that belong to no candidate yet. */
  readonly hasUngrouped: boolean;
  /** The blind answers, by weight. */
  readonly blind: readonly Ballot[];
}

/** The next phase, or why the debate is over. */
export type Step = { readonly phase: Phase } | { readonly end: StopReason };

/** Returns the step after the present phase. */
export type Plan = (course: Course) => Step;

/** A phase of all participants with one of the roles. */
export function phase(course: Course, kind: TurnKind, round: number, roles: readonly Participant['role'][]): Step {
  const speakers = course.participants.filter(({ role }) => roles.includes(role)).map(({ id }) => id);
  return { phase: { kind, round, speakers } };
}

/** The end of a debate after its judge's turn, answered or failed. */
export function afterJudge({ turns }: Course): Step {
  return { end: turns.some(({ kind }) => kind === 'JUDGEMENT') ? 'RULED' : 'MAX_ROUNDS' };
}

/** A plan that groups answers in words right after the phase that brought them. */
export function grouping(plan: Plan): Plan {
  return (course) => {
    if (course.phase === null || !course.hasUngrouped) return plan(course);
    return phase(course, 'GROUPING', course.phase.round, ['GROUPER']);
  };
}
