import type { Consensus, DebateGain, StopReason, TurnKind } from './generated/graphql.ts';

/** How many votes each rule asks for. */
export const RULES: Readonly<Record<Consensus, string>> = {
  MAJORITY: 'majority: more than half of the votes',
  SUPERMAJORITY: 'supermajority: two thirds of the votes',
  UNANIMOUS: 'unanimity: all of the votes',
};

/** Why a debate ended when it did. */
export const ENDINGS: Readonly<Record<StopReason, string>> = {
  CANCELLED: 'somebody cancelled it',
  CONVERGED: 'the last round moved nobody, and nobody had an argument left that could',
  ERROR: 'a defect of the server kept it from going on; the log of the server has it',
  MAX_ROUNDS: 'all rounds were held',
  QUORUM_LOST: 'too few participants could answer',
};

/** What the debate changed against the blind answers. */
export const GAINS: Readonly<Record<DebateGain, string>> = {
  CORRECTED: 'the debate corrected them',
  SUBVERTED: 'the debate led away from the right answer',
  UNCHANGED: 'the debate did not change the answer',
  UNKNOWN: 'the debate changed the answer',
};

/** What a phase is called. */
export function phaseTitle(kind: TurnKind, round: number): string {
  if (kind === 'PROPOSAL') return 'First answers';
  if (kind === 'VOTE') return 'Votes';
  return `Round ${round} · ${kind === 'CRITIQUE' ? 'critiques' : 'revisions'}`;
}
