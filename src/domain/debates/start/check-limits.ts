import { UserError, type UserErrorDetail } from '../../shared/errors.ts';
import { given } from '../../shared/given.ts';
import { isModel, type Participant } from '../participant.ts';
import type { Panel } from '../ports.ts';
import { checkProtocol, type Limits, type Protocol } from '../protocol.ts';
import { attempt } from './attempt.ts';

export const NO_LIMITS: Limits = { maxCostUsd: null, maxTokens: null, deadline: null };

const MAX_DAYS = 7;
const DAY_MS = 86_400_000;

/** Limits of debates of language models for which none are asked, and what is needed to judge those that are. */
export interface LimitRules {
  readonly panel: Panel;
  readonly defaultLimits: Limits;
  readonly now: Date;
}

/** The protocol with the limits that hold for these participants. Throws a `UserError` that names the mistakes of both. */
export function checkLimitedProtocol(
  { limits: wanted = {}, ...protocol }: Omit<Partial<Protocol>, 'limits'> & { readonly limits?: Partial<Limits> },
  participants: readonly Participant[],
  rules: LimitRules,
): Protocol {
  const limits = attempt(() => checkLimits(wanted, participants, rules));
  const held = limits.value ?? { ...NO_LIMITS, ...given(wanted) };
  const checked = attempt(() => checkProtocol({ ...protocol, limits: held }));
  const problems = [...checked.problems, ...limits.problems];
  if (!checked.value || problems.length > 0) throw new UserError(problems);
  return checked.value;
}

/**
 * The limits that hold for a debate of these participants: those that are asked for, the server's own where language models
 * take part. Throws a `UserError` for a limit that could not be held. Numbers out of range are the protocol's to refuse.
 */
function checkLimits(
  wanted: Partial<Limits>,
  participants: readonly Participant[],
  { panel, defaultLimits, now }: LimitRules,
): Limits {
  const limits = { ...(participants.some(isModel) ? defaultLimits : NO_LIMITS), ...given(wanted) };
  const problems = [...deadlineProblems(limits, now), ...priceProblems(wanted, participants, panel)];
  if (problems.length > 0) throw new UserError(problems);
  return limits;
}

function deadlineProblems({ deadline }: Limits, now: Date): UserErrorDetail[] {
  if (deadline === null) return [];
  const leftMs = new Date(deadline).getTime() - now.getTime();
  if (leftMs > 0 && leftMs <= MAX_DAYS * DAY_MS) return [];
  const message = `limits.deadline: write a time within the next ${MAX_DAYS} days.`;
  return [{ code: 'INVALID_INPUT', field: ['limits', 'deadline'], message }];
}

function priceProblems(
  { maxCostUsd }: Partial<Limits>,
  participants: readonly Participant[],
  panel: Panel,
): UserErrorDetail[] {
  if (maxCostUsd == null) return [];
  const token = { inputTokens: 1, outputTokens: 1 };
  const unpriced = participants.find(({ agentId }) => panel.costOf(agentId, token) === null);
  if (!unpriced) return [];
  const message =
    `limits.maxCostUsd: the price of ${unpriced.agentId} is not known, so this limit could not be held. Limit maxTokens ` +
    'instead, or write the price into the file that ARAGORA_MODELS_FILE names.';
  return [{ code: 'INVALID_INPUT', field: ['limits', 'maxCostUsd'], message }];
}
