import type { Role } from '../../domain/debates/participant.ts';
import type { Consensus, Mode, PolicyChoice, Tally, Topology } from '../../domain/debates/protocol.ts';
import type { DecidedBy } from '../../domain/debates/verdict/verdict.ts';
import type { FailureCode } from '../../domain/shared/call.ts';
import { wordsOf } from '../shared/words-enum.ts';

export const ModeEnum = wordsOf<Mode>('DebateMode', 'The named protocol of a debate. See docs/protocols.md.', {
  SAFE: 'Blind answers decide by weight. When they differ too much, one anonymous exchange follows. Only a large majority overturns the blind answers.',
  DELIBERATE: 'At least one round of critique and revision, then a vote.',
  VOTE: 'Blind answers decide by weight, without an exchange.',
  JUDGE:
    'Blind answers decide. When they are close, a judge chooses. It is asked twice, with the candidates in both orders.',
  MODERATED: 'Two sides speak in turn. A moderator may end the debate after each round; otherwise a judge decides.',
  POLICY: 'One of the other modes, chosen from the debates of the workspace with ground truth.',
});

export const ConsensusEnum = wordsOf<Consensus>('Consensus', 'Share of the votes cast that an option needs to win.', {
  PLURALITY: 'The largest weight of votes.',
  MAJORITY: 'More than half.',
  SUPERMAJORITY: 'Two thirds or more.',
  UNANIMOUS: 'All of them.',
});

export const TallyEnum = wordsOf<Tally>('TallyRule', 'How votes are counted.', {
  CHOICE: 'Each debater votes for one option.',
  RANKING: 'Each debater ranks the options. The Schulze method decides.',
});

export const TopologyEnum = wordsOf<Topology>('Topology', 'Which debater hears which in an exchange.', {
  ALL_TO_ALL: 'Each debater hears all others.',
  RING: 'Each debater hears its two neighbours.',
  STAR: 'The first debater hears all others. The others hear only the first.',
  SPARSE: 'Each debater hears about half of the others.',
});

export const RoleEnum = wordsOf<Role>('ParticipantRole', 'Role of a participant.', {
  DEBATER: 'Holds a position and argues for it.',
  AFFIRMATIVE: 'Gives the first answer of a moderated debate and defends it.',
  NEGATIVE: 'Contradicts the affirmative side.',
  MODERATOR: 'Says after each round whether one side has won.',
  JUDGE: 'Chooses one of the candidates. It is never a debater.',
  GROUPER: 'Says which answers in words mean the same. Has no position.',
});

export const DecidedByEnum = wordsOf<DecidedBy>('DecidedBy', 'The basis of a decision.', {
  VOTES: 'The final positions of the debaters.',
  BLIND: 'The blind answers: there was no exchange, or it did not overturn them.',
  JUDGE: 'The judge.',
  MODERATOR: 'The moderator.',
  CHAMPION: 'The agent that was better than the vote in the debates of the workspace with ground truth.',
});

export const PolicyChoiceEnum = wordsOf<PolicyChoice['choice']>('PolicyChoice', 'A choice of POLICY.', {
  SAFE: 'The mode SAFE.',
  OPEN3: 'Exchange below 60 % agreement. Blind and final answers count half each.',
  OPEN4: 'Exchange below 80 % agreement. Blind and final answers count half each.',
  VOTE: 'The mode VOTE.',
  CHAMPION: 'The best agent answers alone.',
});

export const FailureCodeEnum = wordsOf<FailureCode>('FailureCode', 'Kind of failure of a call of a language model.', {
  RATE_LIMIT: 'Too many requests at the moment.',
  OVERLOADED: 'The provider is overloaded or cannot be reached.',
  OUT_OF_CREDIT: 'The credit or quota with the provider is used up.',
  AUTH: 'The key is missing, wrong or lacks permission.',
  CONTEXT: 'The input is too long for the model.',
  CONTENT: 'The rules of the provider forbid an answer.',
  TIMEOUT: 'No answer in time.',
  CANCELLED: 'The server stopped the call.',
  CUT: 'The answer ended early.',
  MALFORMED: 'The answer is empty or cannot be used.',
});
