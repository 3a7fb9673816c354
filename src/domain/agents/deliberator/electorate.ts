import type { AgentProfile, Evidence } from '../../debates/decision.ts';
import type { Voted } from '../../debates/ports.ts';
import type { Turn } from '../../debates/turn.ts';
import { DELIBERATOR } from '../agents.ts';
import { ballotsOf, before } from './ballots.ts';
import { ballot, settle } from './choice.ts';
import { knownTo, positionOf, profileOf, putForward } from './knowledge.ts';
import { baseOf, basesOf, type Layout, layOut, type Standing, standingIn } from './layout.ts';
import { affectedBy, evaluate, evaluateInto } from './strength.ts';

/** The option that each participant voted for; null is an abstention. */
export type Votes = ReadonlyMap<string, string | null>;

/** The voters of a debate, and their votes on changed evidence. */
export interface Electorate {
  readonly votes: Votes;
  /** Ids of the evidence known to the voters whose vote can be counted again. */
  readonly known: ReadonlySet<string>;
  /** The votes if this piece had this strength (0 to 1); with null, if the piece did not exist. */
  votesIf(item: Evidence, strength: number | null): Votes;
}

interface Voter {
  readonly id: string;
  readonly cast: string | null;
  readonly known: ReadonlySet<string>;
  castIf(item: Evidence, strength: number | null): string | null;
}

/** How one voter votes: the evidence it knows, its profile, and its choice by the resulting strengths. */
interface Mind {
  readonly id: string;
  readonly profile: AgentProfile;
  readonly known: ReadonlySet<string>;
  choose(standing: Standing): string | null;
}

/** Data common to all voters. */
interface Shared {
  readonly voted: Voted;
  readonly layout: Layout;
  /**
   * By the place of each piece, the places it acts on. Computed once, because the links of the file are the same for
   * all voters.
   */
  readonly affected: readonly (readonly number[])[];
}

/**
 * The voters, by their votes or, where no vote was held, by their last stands. The vote of a deliberator is computed
 * again from the position it held before. A language model cannot be called again. If the arguments it knew, weighed by
 * a neutral mind (weights of 1, no stubbornness), favour the option it voted for, it counts as a follower of the
 * arguments, and its vote is computed again by that neutral mind. Otherwise its vote stays as it was cast, and so does
 * every other vote.
 */
export function electorateOf(voted: Voted): Electorate {
  const layout = layOut(voted.decision);
  const affected = layout.decision.evidence.map((_, place) => affectedBy(layout.graph, layout.order, place));
  const voters = ballotsOf(voted).map((vote) => voterOf({ voted, layout, affected }, vote));
  return {
    votes: new Map(voters.map((voter) => [voter.id, voter.cast])),
    known: new Set(voters.flatMap((voter) => [...voter.known])),
    votesIf: (item, strength) => new Map(voters.map((voter) => [voter.id, voter.castIf(item, strength)])),
  };
}

function voterOf(shared: Shared, vote: Turn): Voter {
  const { participantId: id, position } = vote;
  const participant = shared.voted.participants.find((one) => one.id === id);
  if (participant?.agentId === DELIBERATOR.info.id) return weighing(shared, deliberator(shared.voted, vote));
  const reader = weighing(shared, neutralReader(shared.voted, vote));
  const isFollower = participant?.model != null && position !== null && reader.cast === position;
  return isFollower ? reader : { id, cast: position, known: new Set(), castIf: () => position };
}

function deliberator({ decision, turns }: Voted, vote: Turn): Mind {
  const { participantId: id, kind } = vote;
  const heard = before(turns, vote);
  const profile = profileOf(decision, id);
  const present = positionOf(id, heard);
  const choose = kind === 'VOTE' ? ballot : settle;
  return {
    ...{ id, profile, known: knownTo(decision, id, heard) },
    choose: (standing) => choose(standing, present, profile.stubbornness ?? 0),
  };
}

/** A neutral mind with the knowledge of a language model at its vote, its own arguments of that turn included. */
function neutralReader(voted: Voted, vote: Turn): Mind {
  const { decision, turns } = voted;
  const { participantId: id } = vote;
  const heard = before(turns, vote);
  const told = putForward([...heard, vote]);
  const start = knownTo(decision, id, []);
  const known = decision.evidence.filter(
    (item) => told.has(item.id) || (start.has(item.id) && item.statedBy === undefined),
  );
  return {
    ...{ id, profile: { id, label: id, weights: {} }, known: new Set(known.map((item) => item.id)) },
    choose: (standing) => ballot(standing, null, 0),
  };
}

function weighing({ layout, affected }: Shared, { id, profile, known, choose }: Mind): Voter {
  const bases = basesOf(layout, profile, known);
  const strengths = evaluate(layout.graph, bases, layout.order);
  const castBy = (found: Float64Array) => choose(standingIn(layout, found));
  const cast = castBy(strengths);
  const castIf = (item: Evidence, strength: number | null) => {
    const place = layout.places.get(item.id);
    if (place === undefined || !known.has(item.id)) return cast;
    const changed = strengths.slice();
    const own = bases[place] ?? null;
    // Set and restored instead of copied: this function runs many thousand times, and a copy costs more than the
    // evaluation.
    bases[place] = strength === null ? null : baseOf(item, profile, strength);
    evaluateInto(changed, layout.graph, bases, affected[place] ?? []);
    bases[place] = own;
    return castBy(changed);
  };
  return { id, cast, known, castIf };
}
