import { registerEnumType } from 'type-graphql';
import type { DebateStatus } from '../domain/debates/debate.ts';
import type { Consensus } from '../domain/debates/protocol.ts';
import type { TurnKind } from '../domain/debates/turn.ts';
import type { DebateGain, Outcome, StopReason } from '../domain/debates/verdict.ts';

/** Registers a GraphQL enum whose values are the domain's own words, each with its meaning. */
function wordsOf<T extends string>(name: string, description: string, words: Record<T, string>): Record<T, T> {
  const values = Object.fromEntries(Object.keys(words).map((word) => [word, word])) as Record<T, T>;
  const valuesConfig = Object.fromEntries(
    Object.entries<string>(words).map(([word, meaning]) => [word, { description: meaning }]),
  );
  registerEnumType(values, { name, description, valuesConfig } as Parameters<typeof registerEnumType>[1]);
  return values;
}

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
    CONVERGED: 'The last round moved nobody, and nobody had an argument left that could.',
    MAX_ROUNDS: 'All rounds the protocol allows were held.',
    QUORUM_LOST: 'Too few participants could answer.',
    CANCELLED: 'Somebody cancelled it.',
    ERROR: 'A defect of the server kept it from going on.',
  },
);

export const ConsensusEnum = wordsOf<Consensus>('Consensus', 'How many of the votes cast an option needs to win.', {
  MAJORITY: 'More than half.',
  SUPERMAJORITY: 'Two thirds or more.',
  UNANIMOUS: 'All of them.',
});

export const TurnKindEnum = wordsOf<TurnKind>('TurnKind', 'What a turn is.', {
  PROPOSAL: 'A first answer, given without hearing anybody else.',
  CRITIQUE: 'An objection to what a peer holds or leans on.',
  REVISION: 'What the participant holds after hearing the critiques.',
  VOTE: 'The final vote.',
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
