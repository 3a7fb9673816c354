import type { Role } from '../../domain/debates/participant.ts';
import type { Consensus, Mode, PolicyChoice, Tally, Topology } from '../../domain/debates/protocol.ts';
import type { DecidedBy } from '../../domain/debates/verdict/verdict.ts';
import type { FailureCode } from '../../domain/shared/call.ts';
import { wordsOf } from '../shared/words-enum.ts';

export const ModeEnum = wordsOf<Mode>('DebateMode', 'How a debate is held and decided. See docs/protocols.md.', {
  SAFE: 'Blind answers decide by weight. Only where they differ too much is there one anonymous exchange, and it overturns them only with a large majority.',
  DELIBERATE: 'Rounds of critique and revision, at least one, then a vote.',
  VOTE: 'Blind answers decide by weight; nothing is exchanged.',
  JUDGE: 'Blind answers; where they are close a judge chooses, asked twice with the candidates in both orders.',
  MODERATED: 'Two sides speak in turn; a moderator may end it after each round, and a judge decides if it never did.',
  POLICY: 'One of the others, chosen by what the workspace’s debates with ground truth have shown.',
});

export const ConsensusEnum = wordsOf<Consensus>('Consensus', 'How many of the votes cast an option needs to win.', {
  PLURALITY: 'The most, by weight.',
  MAJORITY: 'More than half.',
  SUPERMAJORITY: 'Two thirds or more.',
  UNANIMOUS: 'All of them.',
});

export const TallyEnum = wordsOf<Tally>('TallyRule', 'What is counted.', {
  CHOICE: 'The one option everybody names.',
  RANKING: 'Everybody’s order of the options, by the method of Schulze.',
});

export const TopologyEnum = wordsOf<Topology>('Topology', 'Who hears whom in an exchange.', {
  ALL_TO_ALL: 'Everybody hears everybody.',
  RING: 'Everybody hears the two neighbours.',
  STAR: 'The first hears everybody, the others only the first.',
  SPARSE: 'Everybody hears about half of the others.',
});

export const RoleEnum = wordsOf<Role>('ParticipantRole', 'What a participant does.', {
  DEBATER: 'Holds a position and argues for it.',
  AFFIRMATIVE: 'Gives the first answer of a moderated debate and defends it.',
  NEGATIVE: 'Contradicts it.',
  MODERATOR: 'Says after each round whether one side has won.',
  JUDGE: 'Chooses one of the candidates. Never one of the debaters.',
  GROUPER: 'Says which answers in words mean the same. It holds no position.',
});

export const DecidedByEnum = wordsOf<DecidedBy>('DecidedBy', 'What a decision comes from.', {
  VOTES: 'What the debaters held at the end.',
  BLIND: 'The blind answers: there was nothing else, or it did not overturn them.',
  JUDGE: 'The judge.',
  MODERATOR: 'The moderator.',
  CHAMPION: 'The one agent that the workspace’s debates with ground truth have shown to be better than the vote.',
});

export const PolicyChoiceEnum = wordsOf<PolicyChoice['choice']>('PolicyChoice', 'What POLICY can choose.', {
  SAFE: 'As the mode SAFE.',
  OPEN3: 'Exchange below 60 % agreement; blind and final answers count half each.',
  OPEN4: 'Exchange below 80 % agreement; blind and final answers count half each.',
  VOTE: 'As the mode VOTE.',
  CHAMPION: 'The best agent answers alone.',
});

export const FailureCodeEnum = wordsOf<FailureCode>('FailureCode', 'Why a call of a language model failed.', {
  RATE_LIMIT: 'Too many requests for the moment.',
  OVERLOADED: 'The provider cannot serve at the moment, or cannot be reached.',
  OUT_OF_CREDIT: 'No money or quota is left with the provider.',
  AUTH: 'The key is missing, wrong, or not allowed this.',
  CONTEXT: 'What was to be read is too long for the model.',
  CONTENT: 'The provider’s rules refuse to answer.',
  TIMEOUT: 'No answer in time.',
  CANCELLED: 'Stopped by this server.',
  CUT: 'The answer broke off.',
  MALFORMED: 'The answer cannot be used, or is empty.',
});
