import type { Ballot } from '../../src/domain/debates/protocols/tally.ts';
import type { DebateRecord } from '../../src/domain/debates/verdict/debate-record.ts';

/** A ballot for each letter, which names its option; `-` is an abstention. Voters are a, b, c, …, and the default weight is 1. */
export function ballots(letters: string, weights: readonly number[] = []): Ballot[] {
  return [...letters].map((letter, place) => ({
    voter: 'abcdefghij'[place] ?? `voter ${place}`,
    weight: weights[place] ?? 1,
    position: letter === '-' ? null : letter,
  }));
}

/** Ballots that rank options in the order of the letters, the best first. Each row is a ballot with its weight. */
export function rankings(...rows: readonly (readonly [weight: number, letters: string])[]): Ballot[] {
  return rows.map(([weight, letters], place) => ({
    voter: `voter ${place}`,
    weight,
    position: letters[0] ?? null,
    ranking: [...letters],
  }));
}

export interface RecordWish extends Partial<Omit<DebateRecord, 'debaters'>> {
  /** Letters in the form of `ballots`. */
  readonly blind: string;
  readonly final?: string;
  readonly weights?: readonly number[];
}

/** A record of the agents a, b, c, … Without `final` there was no exchange. */
export function aRecord({ blind, final, weights, ...wanted }: RecordWish): DebateRecord {
  const before = ballots(blind, weights);
  const after = ballots(final ?? blind, weights);
  const differ = new Set(before.map(({ position }) => position)).size > 1;
  return {
    debateId: 'dbt_1',
    kind: null,
    debaters: before.map(({ voter, weight, position }, place) => {
      const ends = { blind: position, final: after[place]?.position ?? null };
      return { participantId: voter, agentId: voter, family: null, weight, ...ends };
    }),
    winner: null,
    hadExchange: final !== undefined,
    following: [],
    isContested: differ,
    isCollapsed: differ && new Set(after.map(({ position }) => position)).size === 1,
    groundTruth: null,
    ...wanted,
  };
}

/** This number of copies of the value. */
export function times<T>(count: number, one: T): T[] {
  return Array.from({ length: count }, () => one);
}
