import type { Debate } from './debate.ts';
import { type Consensus, meets } from './protocol.ts';
import type { Turn } from './turn.ts';
import type { Baseline, DebateGain, Dissent, Outcome, Participation, TallyRow, Verdict } from './verdict.ts';

/** What the votes decide by the rule: the option that meets it, or null. The order of the votes does not matter. */
export function winnerOf(votes: ReadonlyMap<string, string | null>, rule: Consensus): string | null {
  const cast = [...votes.values()].filter((position) => position !== null);
  return cast.find((position) => meets(rule, cast.filter((other) => other === position).length, cast.length)) ?? null;
}

/** The verdict over a debate in which everybody has voted; cruxes and cost are the caller's to add. */
export function reachVerdict(debate: Debate): Omit<Verdict, 'cruxes' | 'costUsd'> {
  const votes = debate.turns.filter((turn) => turn.kind === 'VOTE');
  const winner = winnerOf(new Map(votes.map((vote) => [vote.participantId, vote.position])), debate.protocol.consensus);
  const baseline = baselineOf(debate);
  return {
    outcome: outcomeOf(votes, winner),
    winner,
    rule: debate.protocol.consensus,
    tally: tallyOf(votes, debate),
    dissent: dissentFrom(votes, winner),
    baseline,
    debateGain: gainOf(baseline.position, winner, debate.decision.reference),
    participation: participationIn(debate, votes),
  };
}

function outcomeOf(votes: readonly Turn[], winner: string | null): Outcome {
  if (winner !== null) return 'DECIDED';
  return votes.some((vote) => vote.position !== null) ? 'NO_CONSENSUS' : 'UNDECIDED';
}

function tallyOf(votes: readonly Turn[], debate: Debate): TallyRow[] {
  const order = debate.participants.map((participant) => participant.id);
  return debate.decision.options
    .map(({ id }) => ({
      position: id,
      voters: votes.filter((vote) => vote.position === id).map((v) => v.participantId),
    }))
    .filter((row) => row.voters.length > 0)
    .map((row) => ({ ...row, voters: order.filter((id) => row.voters.includes(id)) }))
    .sort((one, other) => other.voters.length - one.voters.length);
}

function dissentFrom(votes: readonly Turn[], winner: string | null): Dissent[] {
  if (winner === null) return [];
  return votes
    .filter((vote) => vote.position !== winner)
    .map(({ participantId, position, confidence, reason }) => ({ participantId, position, confidence, reason }))
    .sort((one, other) => (one.participantId < other.participantId ? -1 : 1));
}

function baselineOf(debate: Debate): Baseline {
  const blind = debate.turns.filter((turn) => turn.kind === 'PROPOSAL');
  const counts = debate.decision.options
    .map(({ id }) => ({ id, count: blind.filter((turn) => turn.position === id).length }))
    .sort((one, other) => other.count - one.count);
  const [first, second] = counts;
  if (!first || first.count === 0) return { position: null, agreement: 0 };
  const isTied = first.count === second?.count;
  return { position: isTied ? null : first.id, agreement: first.count / debate.participants.length };
}

function gainOf(before: string | null, after: string | null, reference: string | undefined): DebateGain {
  if (before === after) return 'UNCHANGED';
  if (reference === undefined) return 'UNKNOWN';
  if (after === reference) return 'CORRECTED';
  return before === reference ? 'SUBVERTED' : 'UNCHANGED';
}

function participationIn(debate: Debate, votes: readonly Turn[]): Participation {
  const voted = votes.filter((vote) => vote.position !== null).length;
  return {
    participants: debate.participants.length,
    voted,
    abstained: votes.length - voted,
    failed: debate.participants.length - votes.length,
  };
}
