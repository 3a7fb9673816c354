import type { AgentProfile, Decision } from '../../debates/decision.ts';
import type { Turn } from '../../debates/turn.ts';

/** Whether the participant states its position in this turn, visible to others. */
export function isStand({ kind }: Turn): boolean {
  return kind === 'PROPOSAL' || kind === 'REVISION';
}

/**
 * The profile of a participant. A participant that the file does not describe has the defaults: weights of 1, no
 * stubbornness.
 */
export function profileOf(decision: Decision, participantId: string): AgentProfile {
  const described = decision.agents.find(({ id }) => id === participantId);
  return described ?? { id: participantId, label: participantId, weights: {} };
}

/** Ids of the evidence that these turns cite. */
export function putForward(turns: readonly Turn[]): ReadonlySet<string> {
  return new Set(turns.flatMap((turn) => turn.evidence));
}

/** Ids of the evidence a participant knows: its initial evidence, and all evidence cited in the turns it has seen. */
export function knownTo(decision: Decision, participantId: string, heard: readonly Turn[]): ReadonlySet<string> {
  const start = profileOf(decision, participantId).startsWith ?? decision.evidence.map(({ id }) => id);
  return new Set([...start, ...putForward(heard)]);
}

/** The option a participant holds by its last proposal or revision; null when it holds none or never had a turn. */
export function positionOf(participantId: string, heard: readonly Turn[]): string | null {
  return lastStand(participantId, heard)?.position ?? null;
}

/** Ids of the evidence that a participant did not know at its last stand, in the order of the turns that cite it. */
export function newlyHeard(decision: Decision, participantId: string, heard: readonly Turn[]): readonly string[] {
  const stand = lastStand(participantId, heard);
  // The turns of others in the same phase were not visible yet, even where they come first in the list.
  const phase = heard.findIndex((turn) => turn.kind === stand?.kind && turn.round === stand.round);
  const before = knownTo(decision, participantId, heard.slice(0, Math.max(phase, 0)));
  return [...putForward(heard)].filter((id) => !before.has(id));
}

/** The last proposal or revision of a participant; undefined when it has had none. */
export function lastStand(participantId: string, heard: readonly Turn[]): Turn | undefined {
  return heard.findLast((turn) => turn.participantId === participantId && isStand(turn));
}
