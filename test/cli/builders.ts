import type { DebateEvent, EventOf, Turn, WholeDebate } from '../../src/cli/debate/debate-event.ts';
import { type ViewState, viewStateOf } from '../../src/cli/debate/view-state.ts';
import type { Page } from '../../src/cli/terminal/page.ts';

/** A page without colours. */
export function plainPage(width = 80): Page {
  return { width, paint: (_, text) => text };
}

const BUILT_IN = {
  role: 'DEBATER',
  agentKey: 'deliberator',
  provider: 'builtin',
  model: null,
  family: null,
  weight: 1,
} as const;
export const COOKIE = { key: 'cookie', label: 'A signed cookie' };
export const TABLE = { key: 'table', label: 'A database table' };
export const OPTIONS = [COOKIE, TABLE];
export const SEC = { key: 'sec', label: 'Security engineer' };
export const OPS = { key: 'ops', label: 'Operations engineer' };
export const PARTICIPANTS = [SEC, OPS].map((participant) => ({ ...participant, ...BUILT_IN }));

export function viewState(change: Partial<ViewState> = {}): ViewState {
  return { ...viewStateOf({ options: OPTIONS, participants: PARTICIPANTS }), ...change };
}

type Payload<Kind extends DebateEvent['__typename']> = Omit<EventOf<Kind>, '__typename' | 'seq' | 'cursor' | 'at'>;

export function event<Kind extends DebateEvent['__typename']>(
  kind: Kind,
  payload: Payload<Kind>,
  seq = 1,
): DebateEvent {
  const base = { __typename: kind, seq, cursor: `c${seq}`, at: '2026-01-01T00:00:00.000Z' };
  return { ...base, ...payload } as unknown as DebateEvent;
}

/** The protocol of a debate with default settings. */
export const PROTOCOL = {
  mode: 'DELIBERATE',
  consensus: 'MAJORITY',
  tally: 'CHOICE',
  topology: 'ALL_TO_ALL',
  maxRounds: 3,
  paceMs: 0,
  debateAnyway: false,
  policy: null,
  limits: { maxCostUsd: null, maxTokens: null, deadline: null },
} as const;

type WholeTurn = WholeDebate['turns'][number];

export function turn(change: Partial<WholeTurn> = {}): WholeTurn & Turn {
  return {
    kind: 'PROPOSAL',
    round: 0,
    participant: SEC,
    option: TABLE,
    target: null,
    text: 'I start from A database table.',
    evidenceKeys: ['revocation'],
    confidence: null,
    citedPeer: null,
    reason: null,
    openAnswer: null,
    ranking: [],
    stated: [],
    ruling: null,
    call: null,
    at: '2026-01-01T00:00:00.000Z',
    ...change,
  };
}

export type Verdict = NonNullable<WholeDebate['verdict']>;

export function verdict(change: Partial<Verdict> = {}): Verdict {
  return {
    outcome: 'DECIDED',
    winner: TABLE,
    rule: 'MAJORITY',
    debateGain: 'UNKNOWN',
    costUsd: 0,
    answer: 'A database table',
    decidedBy: 'VOTES',
    isPartial: false,
    isTied: false,
    trajectory: { flips: 0, isContested: true, isCollapsed: true, diversityLoss: 1, following: [] },
    spending: { inputTokens: 0, outputTokens: 0, costUsd: 0 },
    diversityLost: false,
    judgeConflict: false,
    tally: [{ option: TABLE, voters: [SEC, OPS], weight: 2 }],
    dissent: [],
    baseline: { option: COOKIE, agreement: 0.5, margin: 0, isTied: true, weightedOption: COOKIE, tokens: 0 },
    participation: { participants: 2, voted: 2, abstained: 0, failed: 0 },
    cruxes: [],
    ...change,
  };
}

export function debate(change: Partial<WholeDebate> = {}): WholeDebate {
  return {
    id: 'dbt_1',
    task: 'Where do we keep the sessions?',
    kind: null,
    status: 'COMPLETED',
    outcome: 'DECIDED',
    stopReason: 'CONVERGED',
    createdAt: '2026-01-01T00:00:00.000Z',
    startedAt: '2026-01-01T00:00:00.000Z',
    endedAt: '2026-01-01T00:00:01.000Z',
    protocol: PROTOCOL,
    isOpen: false,
    hasGroundTruth: false,
    groundTruth: null,
    origin: null,
    interjections: [],
    spending: { inputTokens: 0, outputTokens: 0, costUsd: 0, knownCostUsd: 0 },
    options: OPTIONS,
    criteria: [],
    evidence: [],
    participants: PARTICIPANTS,
    phase: null,
    positions: [],
    turns: [],
    failures: [],
    winner: TABLE,
    verdict: verdict(),
    ...change,
  };
}
