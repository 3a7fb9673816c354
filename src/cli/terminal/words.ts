import type { Consensus, DebateGain, DebateMode, DecidedBy, StopReason, TurnKind } from '../generated/graphql.ts';

/** How many votes each rule asks for. */
export const RULES: Readonly<Record<Consensus, string>> = {
  PLURALITY: 'plurality: the most votes',
  MAJORITY: 'majority: more than half of the votes',
  SUPERMAJORITY: 'supermajority: two thirds of the votes',
  UNANIMOUS: 'unanimity: all of the votes',
};

/** Why a debate ended when it did. */
export const ENDINGS: Readonly<Record<StopReason, string>> = {
  BUDGET: 'the limit of cost or tokens was reached',
  CANCELLED: 'somebody cancelled it',
  CONVERGED: 'the last round moved nobody',
  DEADLINE: 'the deadline passed',
  ERROR: 'a defect of the server kept it from going on; the log of the server has it',
  MAX_ROUNDS: 'everything was held that the mode and its rounds allow',
  NOT_NEEDED: 'enough of the panel agreed from the start, so nothing was exchanged',
  QUORUM_LOST: 'too few participants could answer',
  RULED: 'the moderator or the judge ruled',
};

/** What the debate changed against the blind answers. */
export const GAINS: Readonly<Record<DebateGain, string>> = {
  CORRECTED: 'the debate corrected them',
  SUBVERTED: 'the debate led away from the right answer',
  UNCHANGED: 'the debate did not change the answer',
  UNKNOWN: 'the debate changed the answer',
};

/** How a debate is held. */
export const MODES: Readonly<Record<DebateMode, string>> = {
  SAFE: 'safe: blind answers decide, and an exchange only where they differ',
  DELIBERATE: 'deliberate: critique and revision, then a vote',
  VOTE: 'vote: blind answers decide',
  JUDGE: 'judge: a judge decides where blind answers are close',
  MODERATED: 'moderated: two sides, a moderator, and a judge at the end',
  POLICY: 'policy: as the debates with ground truth have shown',
};

/** What a decision comes from. */
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

/** What a phase is called. */
export function phaseTitle(kind: TurnKind, round: number): string {
  return PHASES[kind](round);
}
