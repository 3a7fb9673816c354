import type { Participant } from '../participant.ts';
import type { Protocol } from '../protocol.ts';
import type { Ballot } from '../protocols/tally.ts';
import type { Phase } from '../run/phase.ts';
import type { Turn, TurnKind } from '../turn.ts';
import type { StopReason } from '../verdict/verdict.ts';

/** What a plan may look at to say what comes next. */
export interface Course {
  readonly protocol: Protocol;
  readonly participants: readonly Participant[];
  readonly phase: Phase | null;
  /** With the candidates of an open question as positions. */
  readonly turns: readonly Turn[];
  /** Whether there are answers in words that no candidate stands for yet. */
  readonly hasUngrouped: boolean;
  /** The blind answers, by weight. */
  readonly blind: readonly Ballot[];
}

/** The next phase, or why the debate is over. */
export type Step = { readonly phase: Phase } | { readonly end: StopReason };

/** Says what comes after the phase that has just been held. */
export type Plan = (course: Course) => Step;

/** A phase of everybody with one of the roles. */
export function phase(course: Course, kind: TurnKind, round: number, roles: readonly Participant['role'][]): Step {
  const speakers = course.participants.filter(({ role }) => roles.includes(role)).map(({ id }) => id);
  return { phase: { kind, round, speakers } };
}

/** A debate that went all the way to its judge, whether or not the judge could speak. */
export function afterJudge({ turns }: Course): Step {
  return { end: turns.some(({ kind }) => kind === 'JUDGEMENT') ? 'RULED' : 'MAX_ROUNDS' };
}

/** A plan in which answers in words are grouped as soon as the phase is over that brought them. */
export function grouping(plan: Plan): Plan {
  return (course) => {
    if (course.phase === null || !course.hasUngrouped) return plan(course);
    return phase(course, 'GROUPING', course.phase.round, ['GROUPER']);
  };
}
