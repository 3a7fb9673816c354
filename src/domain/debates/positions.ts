import type { Flip, Turn } from './turn.ts';

/** The position a participant holds after these turns: that of its last proposal or revision. */
export function positionOf(turns: readonly Turn[], participantId: string): string | null {
  const stated = turns.findLast(
    (turn) => turn.participantId === participantId && (turn.kind === 'PROPOSAL' || turn.kind === 'REVISION'),
  );
  return stated?.position ?? null;
}

/** The change of position this turn brings, if it brings one. An abstention in a vote is none. */
export function flipOf(turns: readonly Turn[], turn: Turn): Flip | undefined {
  if (turn.kind === 'PROPOSAL' || turn.kind === 'CRITIQUE') return undefined;
  if (turn.kind === 'VOTE' && turn.position === null) return undefined;
  const from = positionOf(turns, turn.participantId);
  if (from === turn.position) return undefined;
  const { participantId, round, position: to, citedPeer, reason } = turn;
  return { participantId, round, from, to, citedPeer, reason: reason ?? 'No reason was given.' };
}

/** Whether a round moved nobody, brought nothing new at its end, and nobody holds an argument back that could move somebody. */
export function isSettled(turns: readonly Turn[], round: number): boolean {
  const before = turns.filter((turn) => turn.round < round);
  const revisions = turns.filter((turn) => turn.kind === 'REVISION' && turn.round === round);
  const said = new Set(turns.filter((turn) => !revisions.includes(turn)).flatMap((turn) => turn.evidence));
  return revisions.every(
    (turn) => !turn.hasMore && turn.evidence.every((id) => said.has(id)) && flipOf(before, turn) === undefined,
  );
}
