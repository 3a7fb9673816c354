import { type Problem, Refusal, refuse } from '../shared/errors.ts';
import { checkDecision } from './check-decision.ts';
import { chooseParticipants, type WantedParticipants } from './choose-participants.ts';
import type { Decision } from './decision.ts';
import { isModel, type Participant } from './participant.ts';
import type { Panel } from './ports.ts';
import { checkProtocol, type Limits, type Protocol } from './protocol.ts';

/** A debate as somebody asks for it. */
export interface StartDebate extends WantedParticipants {
  readonly decision: unknown;
  readonly protocol: Partial<Omit<Protocol, 'limits' | 'policy'>> & { readonly limits?: Partial<Limits> };
  /** Mistakes found while it was read, to be named with the others. */
  readonly mistakes?: readonly Problem[];
}

export interface CheckedStart {
  readonly decision: Decision;
  readonly protocol: Protocol;
  readonly participants: readonly Participant[];
}

export interface StartRules {
  readonly panel: Panel;
  /** Limits of debates of language models for which none are asked. */
  readonly defaultLimits: Limits;
  readonly now: Date;
}

const LONGEST_DAYS = 7;

/** What was asked for, if it can be done. Throws a `Refusal` that names the mistakes of all its parts. */
export function checkStart(wanted: StartDebate, { panel, defaultLimits, now }: StartRules): CheckedStart {
  const decision = attempt(() => checkDecision(wanted.decision), ['decision']);
  const mode = modeOf(wanted, decision.value);
  const participants = attempt(() => (decision.value ? chooseParticipants(decision.value, wanted, mode, panel) : []));
  const isPaid = participants.value?.some(isModel) ?? false;
  const limits = { ...(isPaid ? defaultLimits : NO_LIMITS), ...given(wanted.protocol.limits) };
  const protocol = attempt(() => checkProtocol({ ...wanted.protocol, mode, limits }));
  const deadline = attempt(() => checkDeadline(limits.deadline, now));
  const price = attempt(() => checkPrices(wanted, participants.value ?? [], panel));
  const found = [decision, protocol, participants, deadline, price].flatMap((part) => part.problems);
  const problems = [...(wanted.mistakes ?? []), ...found];
  if (!decision.value || !protocol.value || !participants.value || problems.length > 0) throw new Refusal(problems);
  return { decision: decision.value, protocol: protocol.value, participants: participants.value };
}

const NO_LIMITS: Limits = { maxCostUsd: null, maxTokens: null, deadline: null };

/** Rounds of evidence for deliberators, whom evidence really corrects; the safe way as soon as a language model debates. */
function modeOf(wanted: StartDebate, decision: Decision | undefined) {
  if (wanted.protocol.mode !== undefined) return wanted.protocol.mode;
  const profiles = new Set(decision?.agents.map(({ id }) => id));
  const areBuiltIn = wanted.agents ? wanted.agents.every((id) => profiles.has(id)) : profiles.size > 0;
  return areBuiltIn ? 'DELIBERATE' : 'SAFE';
}

function checkDeadline(deadline: string | null, now: Date): void {
  if (deadline === null) return;
  const leftMs = new Date(deadline).getTime() - now.getTime();
  if (leftMs > 0 && leftMs <= LONGEST_DAYS * 86_400_000) return;
  throw refuse('INVALID_INPUT', `deadline: write a time within the next ${LONGEST_DAYS} days.`, ['deadline']);
}

/** A limit of cost that is asked for must be one that can be held. */
function checkPrices({ protocol }: StartDebate, participants: readonly Participant[], panel: Panel): void {
  if (protocol.limits?.maxCostUsd == null) return;
  const unpriced = participants.find(
    ({ agentId }) => panel.costOf(agentId, { inputTokens: 1, outputTokens: 1 }) === null,
  );
  if (!unpriced) return;
  const message =
    `maxCostUsd: the price of ${unpriced.agentId} is not known, so this limit could not be held. Limit maxTokens ` +
    'instead, or write the price into the file that ARAGORA_MODELS_FILE names.';
  throw refuse('INVALID_INPUT', message, ['maxCostUsd']);
}

function given<T extends object>(values: T | undefined): Partial<T> {
  return Object.fromEntries(Object.entries(values ?? {}).filter(([, value]) => value != null)) as Partial<T>;
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
