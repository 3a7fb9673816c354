import { UserError, type UserErrorDetail } from '../../shared/errors.ts';
import { given } from '../../shared/given.ts';
import type { Decision } from '../decision.ts';
import type { Participant } from '../participant.ts';
import { completeProtocol, type Limits, type Protocol } from '../protocol.ts';
import { attempt } from './attempt.ts';
import { checkDecision, type InputPath } from './check-decision.ts';
import { checkLimitedProtocol, type LimitRules, NO_LIMITS } from './check-limits.ts';
import { chooseParticipants, DELIBERATOR, type WantedParticipants } from './choose-participants.ts';

/** The input of `startDebate`. */
export interface StartDebate extends WantedParticipants {
  readonly decision: unknown;
  readonly protocol: Partial<Omit<Protocol, 'limits' | 'policy'>> & { readonly limits?: Partial<Limits> };
  /** Where the caller wrote a place of the decision; the same path when left out. */
  readonly inputPath?: InputPath;
  /** Mistakes found while it was read, to be named with the others. */
  readonly mistakes?: readonly UserErrorDetail[];
}

export interface CheckedStart {
  readonly decision: Decision;
  readonly protocol: Protocol;
  readonly participants: readonly Participant[];
}

/** Checks the input. Throws a `UserError` that names the mistakes of all its parts. */
export function checkStart(wanted: StartDebate, rules: LimitRules): CheckedStart {
  const decision = attempt(() => checkDecision(wanted.decision, wanted.inputPath), ['decision']);
  const mode = modeOf(wanted, decision.value);
  const participants = attempt(() =>
    decision.value ? chooseParticipants(decision.value, wanted, mode, rules.panel) : [],
  );
  const present = participants.value ?? [];
  const protocol = attempt(() => checkLimitedProtocol({ ...wanted.protocol, mode }, present, rules));
  const parts = [decision, protocol, participants];
  const found = parts.flatMap((part) => part.problems);
  const more = parts.reduce((sum, part) => sum + part.more, 0);
  const problems = [...(wanted.mistakes ?? []), ...found];
  if (!decision.value || !protocol.value || !participants.value || problems.length > 0)
    throw new UserError(problems, more);
  return { decision: decision.value, protocol: protocol.value, participants: participants.value };
}

/**
 * The input with its defaults, to compare requests by. It depends neither on the server's settings nor on the time, so a
 * repeated request stays the same.
 */
export function completed(wanted: StartDebate): object {
  const decision = attempt(() => checkDecision(wanted.decision)).value;
  const profiles = decision?.agents.map(({ id }) => id) ?? [];
  const limits = { ...NO_LIMITS, ...given(wanted.protocol.limits ?? {}) };
  const protocol = completeProtocol({ ...wanted.protocol, mode: modeOf(wanted, decision), limits });
  const { moderator = null, judge = null } = wanted;
  return { decision: decision ?? wanted.decision, agents: wanted.agents ?? profiles, moderator, judge, protocol };
}

/** Rounds of evidence for deliberators, whom evidence really corrects; the safe way as soon as a language model debates. */
function modeOf(wanted: StartDebate, decision: Decision | undefined) {
  if (wanted.protocol.mode !== undefined) return wanted.protocol.mode;
  const profiles = new Set(decision?.agents.map(({ id }) => id));
  const areBuiltIn = wanted.agents
    ? wanted.agents.every((id) => profiles.has(id) || id === DELIBERATOR)
    : profiles.size > 0;
  return areBuiltIn ? 'DELIBERATE' : 'SAFE';
}
