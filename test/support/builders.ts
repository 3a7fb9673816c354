import { Debate, type DebateStart } from '../../src/domain/debates/debate.ts';
import type { AgentProfile, Decision, Evidence } from '../../src/domain/debates/decision.ts';
import type { Participant } from '../../src/domain/debates/participant.ts';
import { DEFAULT_PROTOCOL, type Protocol } from '../../src/domain/debates/protocol.ts';
import { turnRequestOf } from '../../src/domain/debates/run/turn-request-of.ts';
import type { Answer, Turn } from '../../src/domain/debates/turn.ts';
import { reachVerdict } from '../../src/domain/debates/verdict/reach-verdict.ts';
import type { LoggedEvent, NewEvent } from '../../src/domain/events/event.ts';
import { FIRST_LINK, seal } from '../../src/domain/events/event.ts';
import { countingRandom } from './memory/memory-log.ts';

const START = new Date('2026-01-01T00:00:00.000Z');

export function anEvidence(wanted: Partial<Evidence> = {}): Evidence {
  const source = { title: 'A source', url: 'https://example.org/' };
  return { id: 'e1', option: 'x', stance: 'for', criterion: 'cost', strength: 0.5, source, ...wanted };
}

export function anAgent(id: string, wanted: Partial<AgentProfile> = {}): AgentProfile {
  return { id, label: id.toUpperCase(), weights: {}, ...wanted };
}

/** Three options x, y and z, one criterion, one piece of evidence, and the agents ann, bob and cy. */
export function aDecision(wanted: Partial<Decision> = {}): Decision {
  return {
    task: 'Which one?',
    options: ['x', 'y', 'z'].map((id) => ({ id, label: `Option ${id}` })),
    criteria: [{ id: 'cost', label: 'Cost', question: 'What does it cost?' }],
    evidence: [anEvidence()],
    agents: ['ann', 'bob', 'cy'].map((id) => anAgent(id)),
    ...wanted,
  };
}

/** This number of agents: a1, a2, … */
export function manyAgents(count: number): AgentProfile[] {
  return Array.from({ length: count }, (_, index) => anAgent(`a${index + 1}`));
}

export function aParticipant(id: string): Participant {
  const agent = { agentId: 'deliberator', provider: 'builtin', model: null, family: null };
  return { id, label: id.toUpperCase(), role: 'DEBATER', weight: 1, ...agent };
}

export interface DebateWish extends Partial<Omit<DebateStart, 'protocol'>> {
  readonly protocol?: Partial<Protocol>;
}

/** A debate that has just been started. Its `debate.started` has not been taken yet. */
export function aDebate({ protocol, ...wanted }: DebateWish = {}): Debate {
  const decision = wanted.decision ?? aDecision();
  return Debate.start({
    id: 'dbt_1',
    workspaceId: 'wsp_1',
    decision,
    participants: decision.agents.map(({ id }) => aParticipant(id)),
    protocol: { ...DEFAULT_PROTOCOL, ...protocol },
    createdAt: START,
    ...wanted,
  });
}

/** A debate of ann, bob and cy at its end: two votes for x, one failure, one flip. */
export function anEndedDebate(wanted: DebateWish = {}): Debate {
  const debate = aDebate(wanted);
  const at = new Date(START.getTime() + 1_234);
  debate.run(at, 1);
  while (debate.enterNextPhase() === undefined) {
    const isLate = debate.phase?.kind !== 'PROPOSAL';
    debate.fail(turnRequestOf(debate, 'cy'), { message: 'Overloaded.' }, at);
    debate.answer(turnRequestOf(debate, 'ann'), anAnswer({ position: 'x', evidence: ['e1'], confidence: 0.75 }), at);
    debate.answer(
      turnRequestOf(debate, 'bob'),
      anAnswer({ position: isLate ? 'x' : 'y', citedPeer: 'ann', reason: 'Yes.' }),
      at,
    );
  }
  debate.decide({ ...reachVerdict(debate, 'CONVERGED'), cruxes: [] }, 'CONVERGED', new Date(at.getTime() + 1));
  return debate;
}

/** Everything that a store keeps of a debate, as plain values for comparison. */
export function kept(debate: Debate | undefined) {
  if (!debate) return undefined;
  const { id, workspaceId, createdAt, decision, participants, protocol, origin, groundTruth, state } = debate;
  return { id, workspaceId, createdAt, decision, participants, protocol, origin, groundTruth, ...state };
}

export function anAnswer(wanted: Partial<Answer> = {}): Answer {
  return {
    position: null,
    targetId: null,
    text: 'So it is.',
    evidence: [],
    confidence: null,
    citedPeer: null,
    reason: null,
    hasMore: false,
    ...wanted,
  };
}

export function aTurn(wanted: Partial<Turn> = {}): Turn {
  return { kind: 'PROPOSAL', round: 0, participantId: 'ann', at: START.toISOString(), ...anAnswer(), ...wanted };
}

export function anEvent(data: NewEvent['data'] = {}, kind = 'thing.happened'): NewEvent {
  return { kind, data };
}

/** A stream with hashes, as an event log seals it. */
export function aChain(events: readonly NewEvent[], stream = 'dbt_1'): LoggedEvent[] {
  const random = countingRandom();
  const chain: LoggedEvent[] = [];
  for (const event of events) {
    const at = new Date(START.getTime() + chain.length * 1_000);
    const place = { workspaceId: 'wsp_1', stream, seq: chain.length + 1, at, salt: random.hex(16) };
    chain.push(seal(event, place, chain.at(-1)?.hash ?? FIRST_LINK));
  }
  return chain;
}
