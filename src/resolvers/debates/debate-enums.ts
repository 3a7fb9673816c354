import type { DebateStatus } from '../../domain/debates/debate-state.ts';
import type { TurnKind } from '../../domain/debates/turn.ts';
import type { DebateGain, Outcome, StopReason } from '../../domain/debates/verdict/verdict.ts';
import { wordsOf } from '../shared/words-enum.ts';

export const DebateStatusEnum = wordsOf<DebateStatus>('DebateStatus', 'Status of a debate.', {
  PENDING: 'Stored, and waiting for a process to run it.',
  RUNNING: 'Started, and not ended yet.',
  COMPLETED: 'Ended with a verdict. `outcome` says which kind.',
  FAILED: 'Ended without a verdict because it could not continue.',
  CANCELLED: 'Ended without a verdict because it was cancelled.',
});

export const OutcomeEnum = wordsOf<Outcome>('DebateOutcome', 'Outcome of an ended debate.', {
  DECIDED: 'One option won by the consensus rule.',
  NO_CONSENSUS: 'There were votes, but no option met the consensus rule.',
  UNDECIDED: 'No debater voted for an option: the evidence favoured none.',
  ABORTED: 'The debate ended without a verdict.',
});

export const StopReasonEnum = wordsOf<StopReason>('StopReason', 'Why a debate ended. It does not tell the outcome.', {
  NOT_NEEDED: 'The blind answers agreed, so no exchange took place.',
  RULED: 'The moderator or the judge ruled.',
  BUDGET: 'The limit of cost or tokens was reached.',
  DEADLINE: 'The deadline passed.',
  CONVERGED: 'No position changed in the last round, and no debater had an argument left that could change one.',
  MAX_ROUNDS: 'The debate reached the maximum number of rounds.',
  QUORUM_LOST: 'Too few debaters could answer.',
  CANCELLED: 'The debate was cancelled.',
  ERROR: 'A defect of the server stopped it.',
});

export const TurnKindEnum = wordsOf<TurnKind>('TurnKind', 'Kind of a turn.', {
  PROPOSAL: 'A blind first answer.',
  CRITIQUE: 'An objection to the position or the evidence of a peer.',
  REVISION: 'The position of the participant after the critiques.',
  VOTE: 'The final vote.',
  GROUPING: 'The grouping of answers in words that mean the same.',
  ARGUMENT: 'The argument of the affirmative side of a moderated debate.',
  REPLY: 'The reply of the negative side of a moderated debate.',
  MODERATION: 'The statement of the moderator whether one side has won.',
  JUDGEMENT: 'The choice of a judge.',
});

export const DebateGainEnum = wordsOf<DebateGain>(
  'DebateGain',
  'Difference between the verdict and the majority of the blind answers, by the ground truth.',
  {
    CORRECTED: 'The blind answers were wrong and the verdict is right, by the ground truth.',
    SUBVERTED: 'The blind answers were right and the verdict is wrong, by the ground truth.',
    UNCHANGED: 'The verdict is the same as the blind answers, or as wrong.',
    UNKNOWN: 'The verdict differs from the blind answers, and there is no ground truth.',
  },
);

export const StanceEnum = wordsOf<'FOR' | 'AGAINST'>('Stance', 'Whether evidence is for or against its option.', {
  FOR: 'For the option.',
  AGAINST: 'Against the option.',
});

export const DebateOrderEnum = wordsOf<'NEWEST_FIRST' | 'OLDEST_FIRST'>('DebateOrder', 'Order of debates.', {
  NEWEST_FIRST: 'Newest debate first.',
  OLDEST_FIRST: 'Oldest debate first.',
});
