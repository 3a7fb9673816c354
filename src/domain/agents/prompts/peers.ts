import { createHash } from 'node:crypto';
import type { TurnRequest } from '../../debates/run/turn-request.ts';
import type { Turn } from '../../debates/turn.ts';
import { lastStand } from '../deliberator/knowledge.ts';
import { letterOf } from '../turns/option-named.ts';
import type { Part } from './quoted.ts';

/** A participant whose words are shown, and its name there. */
export interface ShownPeer {
  readonly label: string;
  readonly participantId: string;
  readonly parts: readonly Part[];
}

/** What one hears of the others: their distinct answers in an exchange, all of them where debaters know one another. */
export function peersOf(ask: TurnRequest): readonly ShownPeer[] {
  if (ask.kind === 'PROPOSAL') return [];
  return ask.protocol.mode === 'DELIBERATE' ? knownPeers(ask) : distinctArguments(ask);
}

/**
 * One argument for each answer other than one's own, in the order of the options; who gave it, how many share it and how sure
 * they are is not told. Which of several arguments stands for an answer is settled by their texts alone.
 */
export function distinctArguments(
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

/** One turn for each answer that is held, in the order of the options; answers in words come last. */
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

/** All debaters that were heard, called by letters that stay the same throughout the debate. */
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

/** What the others call the one that is asked, where debaters are told apart. */
export function ownNameParts(ask: TurnRequest): readonly Part[] {
  const name = peerNames(ask).get(ask.participantId);
  const isCalled = ask.kind !== 'PROPOSAL' && ask.protocol.mode === 'DELIBERATE' && name !== undefined;
  return isCalled ? [`In what the others say, you are ${name}.`] : [];
}

/** Peer A, Peer B, … by participant: the order of the participants, oneself counted too. */
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

/** An answer as it is compared: the id it names, or its own words. */
function answerOf(turn: Turn | undefined): string | null {
  return turn?.position ?? turn?.openAnswer ?? null;
}

export function wordsOf({ position, openAnswer, text }: Turn): string {
  return position === null && openAnswer !== undefined ? `Answer: ${openAnswer}\n${text}` : text;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
