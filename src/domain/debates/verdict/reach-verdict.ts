import type { Debate } from '../debate.ts';
import type { Voted } from '../ports.ts';
import { meets } from '../protocol.ts';
import { gainOf } from '../protocols/debate-gain.ts';
import { decide } from '../protocols/decide.ts';
import { judgedWinner } from '../protocols/judge.ts';
import { type Ballot, leaderOf, tallyOf } from '../protocols/tally.ts';
import type { Turn } from '../turn.ts';
import { takesStand } from './ballots.ts';
import { baselineOf } from './baseline.ts';
import { diversityLostIn, judgeConflictIn } from './integrity.ts';
import { trajectoryIn } from './trajectory-in.ts';
import type { DecidedBy, Dissent, Outcome, Participation, StopReason, TallyRow, Verdict } from './verdict.ts';

/** The decision, without the facts about how it was reached. */
interface Decided {
  readonly winner: string | null;
  readonly decidedBy: DecidedBy;
  readonly tally: readonly TallyRow[];
  readonly isTied: boolean;
}

/** The verdict of a debate that stops for the given reason. The caller adds the cruxes. */
export function reachVerdict(debate: Debate, stopReason: StopReason): Omit<Verdict, 'cruxes'> {
  const { protocol, spending } = debate;
  const { winner, ...decided } = decidedIn(debate, stopReason);
  const baseline = baselineOf(debate);
  const { options, groundTruth: reference } = debate.argued();
  return {
    ...decided,
    winner,
    answer: winner === null ? null : (options.find(({ id }) => id === winner)?.label ?? null),
    outcome: outcomeOf(debate.final, winner),
    rule: protocol.consensus,
    isPartial: stopReason === 'BUDGET' || stopReason === 'DEADLINE' || stopReason === 'QUORUM_LOST',
    dissent: dissentFrom(debate, winner),
    baseline,
    debateGain: gainOf(baseline.position, winner, reference ?? null),
    participation: participationIn(debate, stopReason),
    trajectory: trajectoryIn(debate),
    spending,
    costUsd: spending.costUsd,
    diversityLost: diversityLostIn(debate),
    judgeConflict: judgeConflictIn(debate),
  };
}

function decidedIn(debate: Debate, stopReason: StopReason): Decided {
  switch (debate.protocol.mode) {
    case 'DELIBERATE':
      return byVote(debate, stopReason);
    case 'JUDGE':
      return byJudge(debate);
    case 'MODERATED':
      return byRuling(debate);
    default:
      return byAnswers(debate);
  }
}

/** The votes by the rule. */
function byVote(debate: Debate, stopReason: StopReason): Decided {
  const { protocol } = debate;
  const votes = votesIn(debate, stopReason);
  const options = debate.argued().options.map(({ id }) => id);
  if (protocol.tally === 'RANKING') {
    return { ...decide({ blind: votes, final: null, options, protocol }), decidedBy: 'VOTES' };
  }
  return {
    winner: winnerOf(votes, protocol.consensus),
    decidedBy: 'VOTES',
    tally: tallyOf(votes, options),
    isTied: false,
  };
}

/** The votes; where a limit was reached before the vote, the last stated positions. */
function votesIn({ turns, final }: Debate, stopReason: StopReason): readonly Ballot[] {
  const voters = new Set(turns.filter(({ kind }) => kind === 'VOTE').map(({ participantId }) => participantId));
  const wasCutShort = stopReason === 'BUDGET' || stopReason === 'DEADLINE';
  return wasCutShort ? final : final.filter(({ voter }) => voters.has(voter));
}

/** What the votes decide by the rule: the option that meets it, or null. The order of the votes does not matter. */
function winnerOf(votes: readonly Ballot[], rule: Verdict['rule']): string | null {
  if (rule === 'PLURALITY') return leaderOf(votes).position;
  const cast = votes.flatMap(({ position }) => (position === null ? [] : [position]));
  return cast.find((position) => meets(rule, cast.filter((other) => other === position).length, cast.length)) ?? null;
}

/** The same for votes by participant, which count by the participants' weights. */
export function winnerOfVotes(
  votes: ReadonlyMap<string, string | null>,
  { participants, verdict }: Voted,
): string | null {
  const weightOf = (voter: string) => participants.find(({ id }) => id === voter)?.weight ?? 1;
  const ballots = [...votes].map(([voter, position]) => ({ voter, position, weight: weightOf(voter) }));
  return winnerOf(ballots, verdict.rule);
}

function byAnswers(debate: Debate): Decided {
  const { blind, final, protocol, turns } = debate;
  const wasExchanged = turns.some(({ kind }) => kind === 'REVISION');
  const options = debate.argued().options.map(({ id }) => id);
  const decided = decide({ blind, final: wasExchanged ? final : null, options, protocol });
  return protocol.policy?.choice === 'CHAMPION' ? { ...decided, decidedBy: 'CHAMPION' } : decided;
}

/** The judge's choice where it chose the same both times; otherwise the leader of the blind answers stands. */
function byJudge(debate: Debate): Decided {
  const { blind, turns } = debate;
  const options = debate.argued().options.map(({ id }) => id);
  const decided = decide({ blind, final: null, options, protocol: debate.protocol });
  const chosen = (round: number) => turns.find((turn) => turn.kind === 'JUDGEMENT' && turn.round === round)?.position;
  if (chosen(1) === undefined && chosen(2) === undefined) return decided;
  const { winner, isTie } = judgedWinner(chosen(1) ?? null, chosen(2) ?? null, decided.winner);
  return isTie ? decided : { ...decided, winner, decidedBy: 'JUDGE', isTied: false };
}

/** The ruling that ended a moderated debate; without one the first, blind answer stands. */
function byRuling(debate: Debate): Decided {
  const ruling = debate.turns.findLast((turn) => turn.ruling?.isFinal);
  const ruled = ruling && positionRuled(debate, ruling);
  const decidedBy = ruling?.kind === 'MODERATION' ? 'MODERATOR' : 'JUDGE';
  if (ruled) return { winner: ruled, decidedBy, tally: [], isTied: false };
  const blind = debate.blind[0]?.position ?? debate.candidates[0]?.id ?? null;
  return { winner: blind, decidedBy: 'BLIND', tally: [], isTied: false };
}

/** The option ruled right: named by id, held by the winning side, or given in words. */
function positionRuled(debate: Debate, { position, ruling }: Turn): string | null {
  if (position !== null) return position;
  if (ruling?.answer) return debate.candidates.find(({ text }) => text === ruling.answer)?.id ?? null;
  return debate.final.find(({ voter }) => voter === ruling?.side)?.position ?? null;
}

function outcomeOf(votes: readonly Ballot[], winner: string | null): Outcome {
  if (winner !== null) return 'DECIDED';
  return votes.some(({ position }) => position !== null) ? 'NO_CONSENSUS' : 'UNDECIDED';
}

function dissentFrom(debate: Debate, winner: string | null): Dissent[] {
  if (winner === null) return [];
  return debate.final
    .filter(({ position }) => position !== winner)
    .map(({ voter }) => debate.resolvedTurns.findLast((turn) => turn.participantId === voter && takesStand(turn)))
    .filter((turn) => turn !== undefined)
    .map(({ participantId, position, confidence, reason }) => ({ participantId, position, confidence, reason }))
    .sort((one, other) => (one.participantId < other.participantId ? -1 : 1));
}

function participationIn(debate: Debate, stopReason: StopReason): Participation {
  const { debaters, protocol, turns } = debate;
  const participants = debaters.length;
  if (protocol.mode === 'MODERATED') {
    // A moderated debate has no votes; a side without a turn has failed.
    const silent = debaters.filter(({ id }) => !turns.some(({ participantId }) => participantId === id)).length;
    return { participants, voted: 0, abstained: 0, failed: silent };
  }
  const answered = protocol.mode === 'DELIBERATE' ? votesIn(debate, stopReason) : debate.final;
  const voted = answered.filter(({ position }) => position !== null).length;
  return { participants, voted, abstained: answered.length - voted, failed: participants - answered.length };
}
