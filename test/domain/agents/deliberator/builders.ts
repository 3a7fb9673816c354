import { deliberate } from '../../../../src/domain/agents/deliberator/deliberator.ts';
import type { AgentProfile, Decision, Evidence } from '../../../../src/domain/debates/decision.ts';
import type { Participant } from '../../../../src/domain/debates/participant.ts';
import type { Voted } from '../../../../src/domain/debates/ports.ts';
import { DEFAULT_PROTOCOL } from '../../../../src/domain/debates/protocol.ts';
import type { TurnRequest } from '../../../../src/domain/debates/run/turn-request.ts';
import type { Turn, TurnKind } from '../../../../src/domain/debates/turn.ts';

export function piece(
  id: string,
  [option, stance]: readonly [option: string, stance: 'for' | 'against'],
  strength: number,
  more: Partial<Evidence> = {},
): Evidence {
  const source = { title: `Title ${id}`, document: `${id}.md`, quote: `Quote ${id}, "verbatim"` };
  return { id, option, stance, criterion: 'speed', strength, source, ...more };
}

export function agent(id: string, more: Partial<AgentProfile> = {}): AgentProfile {
  return { id, label: id.toUpperCase(), weights: {}, ...more };
}

export function aDecision(
  evidence: readonly Evidence[],
  agents: readonly AgentProfile[],
  more: Partial<Decision> = {},
): Decision {
  return {
    task: 'Which database?',
    options: [
      { id: 'sqlite', label: 'SQLite' },
      { id: 'postgres', label: 'PostgreSQL' },
    ],
    criteria: ['effort', 'risk', 'speed'].map((id) => ({ id, label: `the ${id}`, question: `What of ${id}?` })),
    evidence: [...evidence],
    agents: [...agents],
    ...more,
  };
}

/** The worked example of the reference: six pieces of evidence, and three agents with different weights that know all of it. */
export function workedExample(): Decision {
  const weights = (effort: number, risk: number, speed: number) => ({ weights: { effort, risk, speed } });
  return aDecision(
    [
      piece('e1', ['sqlite', 'for'], 0.6, { criterion: 'effort' }),
      piece('e2', ['sqlite', 'against'], 0.7, { criterion: 'speed' }),
      piece('e3', ['postgres', 'for'], 0.8, { criterion: 'speed' }),
      piece('e4', ['postgres', 'against'], 0.6, { criterion: 'effort' }),
      piece('e5', ['sqlite', 'for'], 0.4, { criterion: 'risk' }),
      piece('e6', ['postgres', 'for'], 0.6, { criterion: 'risk' }),
    ],
    [agent('ann', weights(1, 0.4, 0.3)), agent('ben', weights(0.4, 1, 0.5)), agent('cat', weights(0.4, 0.5, 1))],
  );
}

/** Ann starts with evidence for SQLite. Ben starts with stronger evidence for PostgreSQL. */
export function split(annMore: Partial<Decision['agents'][number]> = {}): Decision {
  return aDecision(
    [
      piece('s1', ['sqlite', 'for'], 0.5, { criterion: 'effort' }),
      piece('p1', ['postgres', 'for'], 0.8, { criterion: 'speed' }),
      piece('p2', ['postgres', 'for'], 0.1, { criterion: 'risk' }),
    ],
    [agent('ann', { startsWith: ['s1'], ...annMore }), agent('ben', { startsWith: ['p1', 'p2'] })],
  );
}

export function participantsOf(decision: Decision): Participant[] {
  return decision.agents.map(({ id, label }) => ({
    id,
    label,
    role: 'DEBATER',
    agentId: 'deliberator',
    provider: 'builtin',
    model: null,
    family: null,
    weight: 1,
  }));
}

export function askOf(
  decision: Decision,
  kind: TurnKind,
  participantId: string,
  heard: readonly Turn[] = [],
): TurnRequest {
  const round = kind === 'PROPOSAL' ? 0 : 1;
  const debate = { decision, isOpen: false, protocol: DEFAULT_PROTOCOL, participants: participantsOf(decision) };
  return { kind, round, ...debate, participantId, heard, interjections: [], ungrouped: [] };
}

export function turn(kind: TurnKind, participantId: string, more: Partial<Turn> = {}): Turn {
  return {
    kind,
    round: kind === 'PROPOSAL' ? 0 : 1,
    participantId,
    position: null,
    targetId: null,
    text: '',
    evidence: [],
    confidence: null,
    citedPeer: null,
    reason: null,
    hasMore: false,
    at: '2026-01-01T00:00:00.000Z',
    ...more,
  };
}

/** One phase: every agent answers to the turns before it. */
export function phase(decision: Decision, kind: TurnKind, round: number, heard: readonly Turn[]): Turn[] {
  return decision.agents.map(({ id }) =>
    turn(kind, id, { ...deliberate({ ...askOf(decision, kind, id, heard), round }), round }),
  );
}

/** A whole debate: proposals, rounds until no agent has more to say (12 at most), votes. */
export function debate(decision: Decision): Turn[] {
  let turns = phase(decision, 'PROPOSAL', 0, []);
  let round = 0;
  do {
    round++;
    turns = [...turns, ...phase(decision, 'CRITIQUE', round, turns)];
    turns = [...turns, ...phase(decision, 'REVISION', round, turns)];
  } while (round < 12 && turns.slice(-decision.agents.length).some(({ hasMore }) => hasMore));
  return [...turns, ...phase(decision, 'VOTE', round, turns)];
}

export function votesIn(turns: readonly Turn[]): ReadonlyMap<string, string | null> {
  return new Map(
    turns.filter(({ kind }) => kind === 'VOTE').map(({ participantId, position }) => [participantId, position]),
  );
}

/** The option with more than half of the votes cast, under every rule. */
export function majority(votes: ReadonlyMap<string, string | null>): string | null {
  const cast = [...votes.values()].filter((vote) => vote !== null);
  return cast.find((option) => cast.filter((vote) => vote === option).length * 2 > cast.length) ?? null;
}

export function voted(decision: Decision, turns: readonly Turn[] = debate(decision)): Voted {
  const verdict = { winner: majority(votesIn(turns)), rule: 'MAJORITY' as const };
  return { decision, participants: participantsOf(decision), turns, verdict };
}
