import { createHash } from 'node:crypto';
import type { TurnRequest } from '../../debates/run/turn-request.ts';
import type { Turn } from '../../debates/turn.ts';
import { lastStand } from '../deliberator/knowledge.ts';
import { letterOf } from '../turns/option-named.ts';
import type { Part } from './quoted.ts';

/** A participant whose turns are shown, and its name in the prompt. */
export interface ShownPeer {
  readonly label: string;
  readonly participantId: string;
  readonly parts: readonly Part[];
}

/**
 * The peers that the prompt shows: one for each distinct answer in an exchange, all peers where debaters
 * have names.
 */
export function peersOf(ask: TurnRequest): readonly ShownPeer[] {
  if (ask.kind === 'PROPOSAL') return [];
  return ask.protocol.mode === 'DELIBERATE' ? knownPeers(ask) : distinctArguments(ask);
}

/**
 * One argument for each answer other than the participant's own, in the order of the options. Its author, the number of
 * its holders and their confidence are not shown. If several arguments support one answer, the choice between them
 * depends only on their texts.
 */
function distinctArguments(
  ask: TurnRequest,
  own = answerOf(lastStand(ask.participantId, ask.heard)),
): readonly ShownPeer[] {
  return representatives(ask)
    .filter((turn) => answerOf(turn) !== own)
    .map((turn, at) => {
      const label = `Argument ${at + 1}`;
      return {
        label,
        participantId: turn.participantId,
        parts: [{ heading: label + heldBy(turn), quote: wordsOf(turn) }],
      };
    });
}

/** One turn for each held answer, in the order of the options; answers in words come last. */
export function representatives({ decision, heard, participants }: TurnRequest): readonly Turn[] {
  const stands = participants.filter(({ role }) => role === 'DEBATER').flatMap(({ id }) => lastStand(id, heard) ?? []);
  const answers = [...new Set(stands.map(answerOf))].filter((answer) => answer !== null);
  const place = (answer: string) => {
    const at = decision.options.findIndex(({ id }) => id === answer);
    return at < 0 ? decision.options.length : at;
  };
  return answers
    .toSorted((a, b) => place(a) - place(b) || (a < b ? -1 : 1))
    .flatMap((answer) => {
      const turns = stands.filter((turn) => answerOf(turn) === answer);
      return turns.toSorted((a, b) => (digest(a.text) < digest(b.text) ? -1 : 1))[0] ?? [];
    });
}

/** All debaters with visible turns, named by letters that stay the same throughout the debate. */
function knownPeers(ask: TurnRequest): readonly ShownPeer[] {
  const names = peerNames(ask);
  return [...names].flatMap(([participantId, label]) => {
    const stand = lastStand(participantId, ask.heard);
    if (participantId === ask.participantId) return [];
    const critiques = lastCritiques(ask).filter((turn) => turn.participantId === participantId);
    const parts = [
      ...(stand ? [{ heading: label + heldBy(stand), quote: wordsOf(stand) }] : []),
      ...critiques.map((turn) => ({ heading: objectionHeading(ask, names, turn), quote: turn.text })),
    ];
    return parts.length > 0 ? [{ label, participantId, parts }] : [];
  });
}

/** The participant's own name in the turns of others, where debaters have names. */
export function ownNameParts(ask: TurnRequest): readonly Part[] {
  const name = peerNames(ask).get(ask.participantId);
  const isCalled = ask.kind !== 'PROPOSAL' && ask.protocol.mode === 'DELIBERATE' && name !== undefined;
  return isCalled ? [`In what the others say, you are ${name}.`] : [];
}

/** Peer A, Peer B, … by participant, in the order of the participants, the asked participant included. */
function peerNames({ participants }: TurnRequest): ReadonlyMap<string, string> {
  const debaters = participants.filter(({ role }) => role === 'DEBATER');
  return new Map(debaters.map(({ id }, at) => [id, `Peer ${letterOf(at)}`]));
}

function lastCritiques({ heard }: TurnRequest): readonly Turn[] {
  const critiques = heard.filter(({ kind, targetId }) => kind === 'CRITIQUE' && targetId !== null);
  const last = Math.max(...critiques.map(({ round }) => round));
  return critiques.filter(({ round }) => round === last);
}

function objectionHeading({ participantId }: TurnRequest, names: ReadonlyMap<string, string>, turn: Turn): string {
  const target = turn.targetId === participantId ? 'you' : (names.get(turn.targetId ?? '') ?? 'a peer');
  return `${names.get(turn.participantId) ?? 'A peer'} objects to ${target}`;
}

function heldBy({ position, openAnswer }: Turn): string {
  if (position !== null) return ` (holds ${position})`;
  return openAnswer === undefined ? ' (holds no answer)' : '';
}

/** An answer in the form in which answers are compared: the id of an option, or the answer in words. */
function answerOf(turn: Turn | undefined): string | null {
  return turn?.position ?? turn?.openAnswer ?? null;
}

export function wordsOf({ position, openAnswer, text }: Turn): string {
  return position === null && openAnswer !== undefined ? `Answer: ${openAnswer}\n${text}` : text;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
