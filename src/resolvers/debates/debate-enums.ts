import type { DebateStatus } from '../../domain/debates/debate-state.ts';
import type { TurnKind } from '../../domain/debates/turn.ts';
import type { DebateGain, Outcome, StopReason } from '../../domain/debates/verdict/verdict.ts';
import { wordsOf } from '../shared/words-enum.ts';

export const DebateStatusEnum = wordsOf<DebateStatus>('DebateStatus', 'Where a debate is in its life.', {
  PENDING: 'Stored, and waiting to be run.',
  RUNNING: 'Being run.',
  COMPLETED: 'Ended with a verdict; `outcome` says which kind.',
  FAILED: 'Ended without a verdict, because it could not go on.',
  CANCELLED: 'Ended without a verdict, because somebody cancelled it.',
});

export const OutcomeEnum = wordsOf<Outcome>('DebateOutcome', 'How an ended debate came out.', {
  DECIDED: 'The votes met the rule: one option won.',
  NO_CONSENSUS: 'There were votes, but no option met the rule.',
  UNDECIDED: 'Nobody voted for an option: the evidence favoured none.',
  ABORTED: 'The debate ended before there could be a verdict.',
});

export const StopReasonEnum = wordsOf<StopReason>(
  'StopReason',
  'Why a debate ended when it did; never how it came out.',
  {
    NOT_NEEDED: 'The panel agreed from the start, so nothing was exchanged.',
    RULED: 'The moderator or the judge ruled.',
    BUDGET: 'The limit of cost or tokens was reached.',
    DEADLINE: 'The deadline passed.',
    CONVERGED: 'The last round moved nobody, and nobody had an argument left that could.',
    MAX_ROUNDS: 'All rounds the protocol allows were held.',
    QUORUM_LOST: 'Too few participants could answer.',
    CANCELLED: 'Somebody cancelled it.',
    ERROR: 'A defect of the server kept it from going on.',
  },
);

export const TurnKindEnum = wordsOf<TurnKind>('TurnKind', 'What a turn is.', {
  PROPOSAL: 'A first answer, given without hearing anybody else.',
  CRITIQUE: 'An objection to what a peer holds or leans on.',
  REVISION: 'What the participant holds after hearing the critiques.',
  VOTE: 'The final vote.',
  GROUPING: 'Which answers in words mean the same.',
  ARGUMENT: 'What the affirmative side of a moderated debate states or defends.',
  REPLY: 'What its negative side replies.',
  MODERATION: 'Whether, by its moderator, one side has won.',
  JUDGEMENT: 'What a judge says.',
});

export const DebateGainEnum = wordsOf<DebateGain>('DebateGain', 'What the debate changed against the blind answers.', {
  CORRECTED: 'The blind answers were wrong, the verdict is right, by the decision’s reference.',
  SUBVERTED: 'The blind answers were right, the verdict is not, by the decision’s reference.',
  UNCHANGED: 'The verdict is what the blind answers would have given, or as wrong.',
  UNKNOWN: 'The verdict differs from the blind answers, and no reference tells which is right.',
});

export const StanceEnum = wordsOf<'FOR' | 'AGAINST'>('Stance', 'Whether evidence speaks for or against its option.', {
  FOR: 'It speaks for the option.',
  AGAINST: 'It speaks against the option.',
});

export const DebateOrderEnum = wordsOf<'NEWEST_FIRST' | 'OLDEST_FIRST'>(
  'DebateOrder',
  'The order of a list of debates.',
  {
    NEWEST_FIRST: 'The debate started last comes first.',
    OLDEST_FIRST: 'The debate started first comes first.',
  },
);
