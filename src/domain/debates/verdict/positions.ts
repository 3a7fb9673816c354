import type { Answer, Candidate, Flip, Turn } from '../turn.ts';

/** Cache of `resolved`. Turns and candidates are replaced, never changed in place, so an entry stays valid. */
const lastResolved = new WeakMap<readonly Turn[], { candidates: readonly Candidate[]; turns: readonly Turn[] }>();

/** The turns; the position of an answer in words is the candidate it was grouped to. */
export function resolved(turns: readonly Turn[], candidates: readonly Candidate[]): readonly Turn[] {
  if (candidates.length === 0) return turns;
  const last = lastResolved.get(turns);
  if (last?.candidates === candidates) return last.turns;
  const made = turns.map((turn) =>
    turn.openAnswer === undefined ? turn : { ...turn, position: candidateOf(turn, candidates)?.id ?? null },
  );
  lastResolved.set(turns, { candidates, turns: made });
  return made;
}

function candidateOf(turn: Turn, candidates: readonly Candidate[]): Candidate | undefined {
  return candidates.find(({ from }) =>
    from.some(({ participantId, round }) => participantId === turn.participantId && round === turn.round),
  );
}

/** The answers in words that belong to no candidate yet, in the given order. */
export function ungrouped(turns: readonly Turn[], candidates: readonly Candidate[]): readonly Turn[] {
  return turns.filter((turn) => turn.openAnswer !== undefined && candidateOf(turn, candidates) === undefined);
}

function statesPosition({ kind }: Turn): boolean {
  return kind === 'PROPOSAL' || kind === 'REVISION';
}

/** The position a participant holds after these turns: that of its last proposal or revision. */
export function positionOf(turns: readonly Turn[], participantId: string): string | null {
  const stated = turns.findLast((turn) => turn.participantId === participantId && statesPosition(turn));
  return stated?.position ?? null;
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

/** Drops an answer in words where the kind of turn allows none: a vote names a candidate. */
export function takesWords(kind: Turn['kind'], answer: Answer): Answer {
  if (kind === 'PROPOSAL' || kind === 'REVISION') return answer;
  const { openAnswer: _, ...rest } = answer;
  return rest;
}
