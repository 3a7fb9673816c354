import type { Turn } from '../turn.ts';
import { positionOf } from './positions.ts';

/** A change of position, and the peer and the reason that caused it. */
export interface Flip {
  readonly participantId: string;
  readonly round: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly citedPeer: string | null;
  readonly reason: string;
}

/** The change of position this turn brings, if it brings one. An abstention in a vote is none. */
export function flipOf(turns: readonly Turn[], turn: Turn): Flip | undefined {
  if (turn.kind !== 'REVISION' && turn.kind !== 'VOTE') return undefined;
  if (turn.kind === 'VOTE' && turn.position === null) return undefined;
  const from = positionOf(turns, turn.participantId);
  if (from === turn.position) return undefined;
  const { participantId, round, position: to, citedPeer, reason } = turn;
  return { participantId, round, from, to, citedPeer, reason: reason ?? 'No reason was given.' };
}

/** Every change of position that these turns brought, in order. */
export function flipsIn(turns: readonly Turn[]): readonly Flip[] {
  return turns.flatMap((turn, at) => flipOf(turns.slice(0, at), turn) ?? []);
}

/**
 * Whether a round changed no position, its revisions brought no new evidence, and no participant has another argument.
 * Language models always find another argument, so only their positions count.
 */
export function isSettled(turns: readonly Turn[], round: number): boolean {
  const before = turns.filter((turn) => turn.round < round);
  const revisions = turns.filter((turn) => turn.kind === 'REVISION' && turn.round === round);
  const said = new Set(turns.filter((turn) => !revisions.includes(turn)).flatMap((turn) => turn.evidence));
  return revisions.every(
    (turn) => (turn.call !== undefined || isTalkedOut(turn, said)) && flipOf(before, turn) === undefined,
  );
}

function isTalkedOut({ hasMore, evidence }: Turn, said: ReadonlySet<string>): boolean {
  return !hasMore && evidence.every((id) => said.has(id));
}
