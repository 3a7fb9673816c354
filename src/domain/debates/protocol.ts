import { UserError, type UserErrorDetail } from '../shared/errors.ts';
import { given } from '../shared/given.ts';

/**
 * How a debate is held and decided.
 *
 * SAFE: blind answers decide by weight; one exchange only where they differ too much, and it overturns them only with a
 * large majority. DELIBERATE: rounds of critique and revision, then a vote. VOTE: blind answers alone. JUDGE: blind
 * answers, and a judge where they are close. MODERATED: two sides in turn, a moderator who may end it, a judge at the end.
 * POLICY: one of the others, chosen by what the workspace's debates with ground truth have shown.
 */
export type Mode = 'SAFE' | 'DELIBERATE' | 'VOTE' | 'JUDGE' | 'MODERATED' | 'POLICY';

/** How much an option needs to win: the most, more than half of the votes, two thirds, or all. */
export type Consensus = 'PLURALITY' | 'MAJORITY' | 'SUPERMAJORITY' | 'UNANIMOUS';

/** What is counted: one option of each voter, or each voter's order of all options (Schulze). */
export type Tally = 'CHOICE' | 'RANKING';

/** Which debaters see each other's turns after the blind answers. */
export type Topology = 'ALL_TO_ALL' | 'RING' | 'STAR' | 'SPARSE';

/** Hard limits of one debate. null: none. */
export interface Limits {
  readonly maxCostUsd: number | null;
  readonly maxTokens: number | null;
  /** ISO 8601. */
  readonly deadline: string | null;
}

/** The choice of POLICY at the start, and its reason (`protocols/policy.ts`). */
export interface PolicyChoice {
  readonly choice: 'SAFE' | 'OPEN3' | 'OPEN4' | 'VOTE' | 'CHAMPION';
  /** Debates with ground truth it was chosen from. */
  readonly withGroundTruth: number;
  readonly reason: string;
  /** The agent that answers alone, for CHAMPION. */
  readonly championAgentId: string | null;
}

export interface Protocol {
  readonly mode: Mode;
  readonly consensus: Consensus;
  readonly tally: Tally;
  readonly topology: Topology;
  /** Most rounds of exchange, 1 to 12; the debate stops earlier when nothing moves any more. */
  readonly maxRounds: number;
  /** Least time between two turns, in milliseconds, 0 to 60,000. */
  readonly paceMs: number;
  /** Share of the panel, 0 to 1, that must agree from the start for SAFE to hold no exchange. */
  readonly gateShare: number;
  /** Share of the panel, 0 to 1, that an exchange needs to overturn the blind result. */
  readonly overturnShare: number;
  /** Whether the tally averages blind and final answers instead of guarding the blind result (POLICY's OPEN3, OPEN4). */
  readonly isAnchored: boolean;
  /** Whether to hold the exchange, or ask the judge, even where the panel agreed from the start. */
  readonly debateAnyway: boolean;
  readonly limits: Limits;
  readonly policy: PolicyChoice | null;
}

/** Few rounds: more discussion before the vote has been found to make decisions worse, not better. */
export const DEFAULT_PROTOCOL: Protocol = {
  mode: 'DELIBERATE',
  consensus: 'MAJORITY',
  tally: 'CHOICE',
  topology: 'ALL_TO_ALL',
  maxRounds: 2,
  paceMs: 0,
  gateShare: 0.6,
  overturnShare: 0.8,
  isAnchored: false,
  debateAnyway: false,
  limits: { maxCostUsd: null, maxTokens: null, deadline: null },
  policy: null,
};

/** The protocol with defaults for omitted fields. Throws a `UserError` that names every number out of range. */
export function checkProtocol(wanted: Partial<Protocol>): Protocol {
  const protocol = completeProtocol(wanted);
  const problems = [
    ...range('maxRounds', protocol.maxRounds, 1, 12),
    ...range('paceMs', protocol.paceMs, 0, 60_000),
    ...limitProblems(protocol.limits),
    ...tallyProblems(protocol),
  ];
  if (problems.length > 0) throw new UserError(problems);
  return protocol;
}

/** The same, unchecked. */
export function completeProtocol(wanted: Partial<Protocol>): Protocol {
  return { ...DEFAULT_PROTOCOL, ...defaultsOf(wanted.mode ?? DEFAULT_PROTOCOL.mode), ...given(wanted) };
}

/** Defaults that depend on the mode. */
function defaultsOf(mode: Mode): Partial<Protocol> {
  if (mode === 'DELIBERATE') return { consensus: 'MAJORITY', maxRounds: 2 };
  return { consensus: 'PLURALITY', maxRounds: mode === 'MODERATED' ? 2 : 1 };
}

function range(field: string, value: number, least: number, most: number): UserErrorDetail[] {
  if (Number.isInteger(value) && value >= least && value <= most) return [];
  const message = `${field}: write a whole number from ${least} to ${most} instead of ${value}.`;
  return [{ code: 'INVALID_INPUT', field: field.split('.'), message }];
}

function tallyProblems({ mode, tally }: Protocol): UserErrorDetail[] {
  if (tally === 'CHOICE' || mode !== 'MODERATED') return [];
  const message = 'tally: a moderated debate has no votes; leave it out.';
  return [{ code: 'INVALID_INPUT', field: ['tally'], message }];
}

function limitProblems({ maxCostUsd, maxTokens }: Limits): UserErrorDetail[] {
  const problems: UserErrorDetail[] = [];
  if (maxCostUsd !== null && !(maxCostUsd > 0 && maxCostUsd <= 10_000)) {
    const message = `limits.maxCostUsd: write US dollars above 0, 10,000 at most, instead of ${maxCostUsd}.`;
    problems.push({ code: 'INVALID_INPUT', field: ['limits', 'maxCostUsd'], message });
  }
  if (maxTokens !== null) problems.push(...range('limits.maxTokens', maxTokens, 1, 100_000_000));
  return problems;
}

/** Whether this number of the votes cast meets the rule; whole numbers, so that two thirds are exact. */
export function meets(rule: Consensus, votes: number, cast: number): boolean {
  if (cast === 0) return false;
  if (rule === 'PLURALITY') return true;
  if (rule === 'UNANIMOUS') return votes === cast;
  return rule === 'SUPERMAJORITY' ? votes * 3 >= cast * 2 : votes * 2 > cast;
}
