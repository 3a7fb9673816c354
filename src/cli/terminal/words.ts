import type { Consensus, DebateGain, DebateMode, DecidedBy, StopReason, TurnKind } from '../generated/graphql.ts';

/** The votes that each rule requires. */
export const RULES: Readonly<Record<Consensus, string>> = {
  PLURALITY: 'plurality: the most votes',
  MAJORITY: 'majority: more than half of the votes',
  SUPERMAJORITY: 'supermajority: two thirds of the votes',
  UNANIMOUS: 'unanimity: all of the votes',
};

/** The reason why a debate ended. */
export const ENDINGS: Readonly<Record<StopReason, string>> = {
  BUDGET: 'the limit of cost or tokens was reached',
  CANCELLED: 'it was cancelled by a user',
  CONVERGED: 'no position changed in the last round',
  DEADLINE: 'the deadline passed',
  ERROR: 'an internal error stopped it; see the log of the server',
  MAX_ROUNDS: 'all phases and rounds of the mode were completed',
  NOT_NEEDED: 'enough debaters agreed from the start, so there was no exchange',
  QUORUM_LOST: 'too few debaters could answer',
  RULED: 'the moderator or the judge ruled',
};

/** The change of the decision against the blind answers. */
export const GAINS: Readonly<Record<DebateGain, string>> = {
  CORRECTED: 'the debate corrected them',
  SUBVERTED: 'the debate led away from the right answer',
  UNCHANGED: 'the debate did not change the answer',
  UNKNOWN: 'the debate changed the answer',
};

/** A short description of each mode. */
export const MODES: Readonly<Record<DebateMode, string>> = {
  SAFE: 'safe: blind answers decide; an exchange takes place only if they differ',
  DELIBERATE: 'deliberate: critique and revision, then a vote',
  VOTE: 'vote: blind answers decide',
  JUDGE: 'judge: a judge decides if the blind answers are close',
  MODERATED: 'moderated: two sides, a moderator, and a judge at the end',
  POLICY: 'policy: the mode that past debates with ground truth suggest',
};

/** The source of a decision. */
export const DECIDERS: Readonly<Record<DecidedBy, string>> = {
  VOTES: '',
  BLIND: 'the blind answers',
  JUDGE: 'the judge',
  MODERATOR: 'the moderator',
  CHAMPION: 'the champion',
};

const PHASES: Readonly<Record<TurnKind, (round: number) => string>> = {
  PROPOSAL: () => 'First answers',
  CRITIQUE: (round) => `Round ${round} · critiques`,
  REVISION: (round) => `Round ${round} · revisions`,
  GROUPING: () => 'Which answers mean the same',
  ARGUMENT: (round) => `Round ${round} · affirmative side`,
  REPLY: (round) => `Round ${round} · negative side`,
  MODERATION: (round) => `Round ${round} · moderator`,
  JUDGEMENT: (round) => (round === 1 ? 'Judge' : 'Judge, asked again'),
  VOTE: () => 'Votes',
};

/** The title of a phase. */
export function phaseTitle(kind: TurnKind, round: number): string {
  return PHASES[kind](round);
}
