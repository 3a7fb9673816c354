import type { Evidence } from '../debates/decision.ts';
import type { Voted } from '../debates/ports.ts';
import { DELIBERATOR } from './agents.ts';
import { ballot } from './choice.ts';
import { knownTo, positionOf, profileOf } from './knowledge.ts';
import { baseOf, basesOf, type Layout, layOut, standingIn } from './layout.ts';
import { affectedBy, evaluate, evaluateInto } from './strength.ts';

/** Who voted for what, by participant; null abstained. */
export type Votes = ReadonlyMap<string, string | null>;

/** The voters of a debate, who can be asked how they would have voted on other evidence. */
export interface Electorate {
  readonly votes: Votes;
  /** Ids of the evidence that a voter who can be asked knew. */
  readonly known: ReadonlySet<string>;
  /** The votes if this piece had this strength (0 to 1); null: if it were not there. */
  votesIf(item: Evidence, strength: number | null): Votes;
}

interface Voter {
  readonly id: string;
  readonly cast: string | null;
  readonly known: ReadonlySet<string>;
  castIf(item: Evidence, strength: number | null): string | null;
}

/** Only deliberators can be asked again, with the position they held before the vote; other votes stay as they were cast. */
export function electorateOf(voted: Voted): Electorate {
  const layout = layOut(voted.decision);
  // Found once for all voters: the links of the file are the same for each.
  const affected = layout.decision.evidence.map((_, place) => affectedBy(layout.graph, layout.order, place));
  const voters = voted.turns
    .filter(({ kind }) => kind === 'VOTE')
    .map(({ participantId, position }) => {
      const agentId = voted.participants.find(({ id }) => id === participantId)?.agentId;
      return agentId === DELIBERATOR.info.id
        ? deliberating(layout, affected, voted, participantId)
        : { id: participantId, cast: position, known: new Set<string>(), castIf: () => position };
    });
  return {
    votes: new Map(voters.map((voter) => [voter.id, voter.cast])),
    known: new Set(voters.flatMap((voter) => [...voter.known])),
    votesIf: (item, strength) => new Map(voters.map((voter) => [voter.id, voter.castIf(item, strength)])),
  };
}

function deliberating(layout: Layout, affected: readonly (readonly number[])[], voted: Voted, id: string): Voter {
  const before = voted.turns.filter(({ kind }) => kind !== 'VOTE');
  const profile = profileOf(layout.decision, id);
  const known = knownTo(layout.decision, id, before);
  const present = positionOf(id, before);
  const bases = basesOf(layout, profile, known);
  const strengths = evaluate(layout.graph, bases, layout.order);
  const castBy = (found: Float64Array) => ballot(standingIn(layout, found), present, profile.stubbornness ?? 0);
  const cast = castBy(strengths);
  const castIf = (item: Evidence, strength: number | null) => {
    const place = layout.places.get(item.id);
    if (place === undefined || !known.has(item.id)) return cast;
    const changed = strengths.slice();
    const own = bases[place] ?? null;
    // Set and put back: this is asked many thousand times, and a copy costs more than the evaluation.
    bases[place] = strength === null ? null : baseOf(item, profile, strength);
    evaluateInto(changed, layout.graph, bases, affected[place] ?? []);
    bases[place] = own;
    return castBy(changed);
  };
  return { id, cast, known, castIf };
}
