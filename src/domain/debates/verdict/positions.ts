import type { Answer, Candidate, Turn } from '../turn.ts';

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

/** Drops an answer in words where the kind of turn allows none: a vote names a candidate. */
export function takesWords(kind: Turn['kind'], answer: Answer): Answer {
  if (kind === 'PROPOSAL' || kind === 'REVISION') return answer;
  const { openAnswer: _, ...rest } = answer;
  return rest;
}
