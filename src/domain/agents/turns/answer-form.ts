import { z } from 'zod';
import type { TurnRequest } from '../../debates/run/turn-request.ts';
import { lastStand, positionOf } from '../deliberator/knowledge.ts';
import type { ShownPeer } from '../prompts/peers.ts';
import { peersOf } from '../prompts/peers.ts';
import { ownEvidence } from '../prompts/question.ts';
import {
  type AnswerKeys,
  list,
  NUMBER,
  oneOf,
  orNull,
  prose,
  readKeys,
  share,
  TEXT,
  TEXTS,
  words,
} from './answer-keys.ts';
import { BARE_DRAFT, type Draft } from './draft.ts';
import { optionNamed } from './option-named.ts';
import { argumentsKey, readArguments } from './stated-arguments.ts';

const shape = z.object({
  text: prose,
  position: words,
  answer: words,
  confidence: share,
  ranking: list,
  reason: words,
  cited: list,
  target: words,
  arguments: z.unknown().optional(),
});

/** With options to choose from, an abstention must be explicit: a missing key is not an abstention. */
const closedShape = shape.extend({
  position: z.union([z.string(), z.number().transform(String), z.null()], 'Write an id here, or null to abstain.'),
});

/** The keys of a proposal, a revision or a vote; they depend on the options and the protocol. */
export function standKeys(ask: TurnRequest): AnswerKeys {
  const { decision, isOpen, kind, protocol } = ask;
  const ids = decision.options.map(({ id }) => id);
  const none = isOpen ? 'null when none of them is your answer' : 'null to abstain';
  return {
    text: { schema: TEXT, meaning: 'your answer and the reasons for it, in plain sentences' },
    ...(ids.length > 0 && {
      position: { schema: orNull(oneOf(ids)), meaning: `the id of what you hold: ${ids.join(', ')}; ${none}` },
    }),
    ...(mayAnswerInWords(ask) && { answer: { schema: orNull(TEXT), meaning: answerMeaning(ids.length) } }),
    confidence: { schema: NUMBER, meaning: 'how sure you are, 0 to 1' },
    ...(protocol.tally === 'RANKING' &&
      ids.length > 0 && { ranking: { schema: TEXTS, meaning: 'all the ids, the best first' } }),
    reason: { schema: orNull(TEXT), meaning: reasonMeaning(kind) },
    cited: { schema: TEXTS, meaning: citedMeaning(ask) },
    // An argument that is first stated in a vote could no longer be answered.
    ...(kind !== 'VOTE' && { arguments: argumentsKey(ask) }),
  };
}

/** A vote names one of the candidates: a new answer could no longer be grouped. */
function mayAnswerInWords({ isOpen, kind }: TurnRequest): boolean {
  return isOpen && kind !== 'VOTE';
}

/** The keys of a critique. */
export function critiqueKeys(ask: TurnRequest): AnswerKeys {
  const labels = peersOf(ask).map(({ label }) => label);
  return {
    text: { schema: TEXT, meaning: 'your objection, in plain sentences' },
    target: {
      schema: orNull(TEXT),
      meaning: `whom you object to: ${labels.join(', ')}; null when you object to nothing`,
    },
    cited: { schema: TEXTS, meaning: 'the ids of the evidence you use; an empty list when there is none' },
    arguments: argumentsKey(ask),
  };
}

/** Reads a proposal, a revision or a vote. Throws an Error that says what to write instead. */
export function readStand(text: string, shown: string, ask: TurnRequest): Draft {
  const { protocol } = ask;
  const read = readKeys(text, shown, ask.isOpen ? shape : closedShape);
  const position = positionIn(read, ask);
  const openAnswer = mayAnswerInWords(ask) && position === null ? read.answer : null;
  const before = lastStand(ask.participantId, ask.heard);
  const hasMoved = before !== undefined && (before.position !== position || openAnswer !== null);
  return {
    ...BARE_DRAFT,
    text: read.text,
    position,
    confidence: read.confidence,
    reason: read.reason,
    evidence: citedEvidence(read.cited, ask),
    citedPeer: hasMoved ? (citedPeers(read.cited, peersOf(ask))[0] ?? null) : null,
    stated: ask.kind === 'VOTE' ? [] : readArguments(read.arguments, ask, openAnswer !== null),
    ...(openAnswer !== null && { openAnswer }),
    ...(protocol.tally === 'RANKING' && { ranking: rankingIn(read.ranking, position, ask) }),
  };
}

/** Reads a critique; its author keeps its position. Throws an Error that says what to write instead. */
export function readCritique(text: string, shown: string, ask: TurnRequest): Draft {
  const read = readKeys(text, shown, shape);
  return {
    ...BARE_DRAFT,
    text: read.text,
    position: positionOf(ask.participantId, ask.heard),
    targetId: citedPeers(read.target === null ? [] : [read.target], peersOf(ask))[0] ?? null,
    evidence: citedEvidence(read.cited, ask),
    stated: readArguments(read.arguments, ask, false),
  };
}

function positionIn({ position, answer }: z.infer<typeof shape>, ask: TurnRequest): string | null {
  const { decision, isOpen } = ask;
  if (position === null || /^\s*(null|none|abstain)?\s*$/i.test(position)) {
    return isOpen && answer !== null ? optionNamed(ask, answer) : null;
  }
  const named = optionNamed(ask, position);
  if (named !== null || (isOpen && decision.options.length === 0)) return named;
  const ids = decision.options.map(({ id }) => id).join(', ');
  throw new Error(`position: write one of ${ids}, or null, instead of ${JSON.stringify(position.slice(0, 60))}.`);
}

function rankingIn(ranking: readonly string[], position: string | null, ask: TurnRequest): readonly string[] {
  const named = ranking.flatMap((word) => optionNamed(ask, word) ?? []);
  return [...new Set(named.length > 0 || position === null ? named : [position])];
}

function citedEvidence(cited: readonly string[], ask: TurnRequest): readonly string[] {
  const known = ownEvidence(ask).map(({ id }) => id);
  return known.filter((id) => cited.includes(id));
}

function citedPeers(cited: readonly string[], peers: readonly ShownPeer[]): readonly string[] {
  return cited.flatMap(
    (word) => peers.find(({ label }) => label.toLowerCase() === word.trim().toLowerCase())?.participantId ?? [],
  );
}

function answerMeaning(candidates: number): string {
  return candidates === 0
    ? 'the answer itself, in as few words as it needs; null when you have none'
    : 'an answer in words that is none of the candidates; otherwise null';
}

function reasonMeaning(kind: TurnRequest['kind']): string {
  if (kind === 'PROPOSAL') return 'what decided it for you, in one sentence';
  return 'the argument that made you change your answer or, where you did not, that decided it for you, in one sentence';
}

function citedMeaning(ask: TurnRequest): string {
  const labels = peersOf(ask).map(({ label }) => label);
  const peers =
    labels.length > 0 ? ` and who brought the argument that changed your answer (${labels.join(', ')})` : '';
  return `the ids of the evidence your answer rests on${peers}; an empty list when there is none`;
}
