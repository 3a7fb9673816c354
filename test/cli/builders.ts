import type { DebateEvent, EventOf, Turn, WholeDebate } from '../../src/cli/debate-event.ts';
import type { Page } from '../../src/cli/page.ts';
import { type Scene, sceneOf } from '../../src/cli/scene.ts';

/** A page without colours. */
export function plainPage(width = 80): Page {
  return { width, paint: (_, text) => text };
}

export const OPTIONS = [
  { id: 'cookie', label: 'A signed cookie' },
  { id: 'table', label: 'A database table' },
];
export const PARTICIPANTS = [
  { id: 'sec', label: 'Security engineer', provider: 'builtin', model: null },
  { id: 'ops', label: 'Operations engineer', provider: 'builtin', model: null },
];

export function scene(change: Partial<Scene> = {}): Scene {
  return { ...sceneOf({ options: OPTIONS, participants: PARTICIPANTS }), ...change };
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

export function turn(change: Partial<Turn> = {}): Turn {
  return {
    kind: 'PROPOSAL',
    round: 0,
    participantId: 'sec',
    position: 'table',
    targetId: null,
    text: 'I start from A database table.',
    evidence: ['revocation'],
    confidence: null,
    citedPeer: null,
    reason: null,
    ...change,
  };
}

export type Verdict = NonNullable<WholeDebate['verdict']>;

export function verdict(change: Partial<Verdict> = {}): Verdict {
  return {
    outcome: 'DECIDED',
    winner: 'table',
    rule: 'MAJORITY',
    debateGain: 'UNKNOWN',
    costUsd: 0,
    tally: [{ position: 'table', voters: ['sec', 'ops'] }],
    dissent: [],
    baseline: { position: 'cookie', agreement: 0.5 },
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
    protocol: { consensus: 'MAJORITY', maxRounds: 3, paceMs: 0 },
    options: OPTIONS,
    criteria: [],
    evidence: [],
    participants: PARTICIPANTS.map((participant) => ({ ...participant, agentId: 'deliberator' })),
    phase: null,
    positions: [],
    turns: [],
    failures: [],
    winner: { id: 'table', label: 'A database table' },
    verdict: verdict(),
    ...change,
  };
}
