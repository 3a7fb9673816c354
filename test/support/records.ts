import type { Ballot } from '../../src/domain/debates/protocols/tally.ts';
import type { DebateRecord } from '../../src/domain/debates/verdict/debate-record.ts';

/** A ballot for each letter, the option it names; `-` names none. Voters are a, b, c, …; all weigh 1 unless said. */
export function ballots(letters: string, weights: readonly number[] = []): Ballot[] {
  return [...letters].map((letter, place) => ({
    voter: 'abcdefghij'[place] ?? `voter ${place}`,
    weight: weights[place] ?? 1,
    position: letter === '-' ? null : letter,
  }));
}

/** Ballots that rank options by the order of the letters, the best first; each row a ballot of that weight. */
export function rankings(...rows: readonly (readonly [weight: number, letters: string])[]): Ballot[] {
  return rows.map(([weight, letters], place) => ({
    voter: `voter ${place}`,
    weight,
    position: letters[0] ?? null,
    ranking: [...letters],
  }));
}

export interface RecordWish extends Partial<Omit<DebateRecord, 'debaters'>> {
  /** Letters as `ballots` takes them. */
  readonly blind: string;
  readonly final?: string;
  readonly weights?: readonly number[];
}

/** A record of agents a, b, c, …; without `final` there was no exchange. */
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

/** The same record so many times. */
export function times<T>(count: number, one: T): T[] {
  return Array.from({ length: count }, () => one);
}
