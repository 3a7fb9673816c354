import type { AgentProfile, Evidence } from '../../debates/decision.ts';
import type { Participant } from '../../debates/participant.ts';
import type { TurnRequest } from '../../debates/run/turn-request.ts';
import type { Turn } from '../../debates/turn.ts';
import { leadOf, settle } from './choice.ts';
import { knownTo, positionOf, profileOf, putForward } from './knowledge.ts';
import { type Layout, layOut, type Standing, standingFor } from './layout.ts';

/** A participant from the view of deliberators: its profile, its knowledge and its position. */
export interface Mind {
  readonly participantId: string;
  readonly profile: AgentProfile;
  readonly known: ReadonlySet<string>;
  readonly position: string | null;
}

/** The debate as the deliberator that takes its turn sees it. */
export interface Perspective {
  readonly layout: Layout;
  readonly participants: readonly Participant[];
  readonly heard: readonly Turn[];
  readonly self: Mind;
  readonly peers: readonly Mind[];
  /** Ids of the evidence that turns have cited. */
  readonly used: ReadonlySet<string>;
}

/**
 * The perspective of the deliberator that receives the turn request. Proposals are blind: the turns before a proposal
 * are left out.
 */
export function perspectiveOf(request: TurnRequest): Perspective {
  const heard = request.kind === 'PROPOSAL' ? [] : request.heard;
  const mind = (participantId: string): Mind => ({
    participantId,
    profile: profileOf(request.decision, participantId),
    known: knownTo(request.decision, participantId, heard),
    position: positionOf(participantId, heard),
  });
  return {
    layout: layOut(request.decision),
    participants: request.participants,
    heard,
    self: mind(request.participantId),
    peers: request.participants.filter(({ id }) => id !== request.participantId).map(({ id }) => mind(id)),
    used: putForward(heard),
  };
}

export function withPiece(known: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return new Set(known).add(id);
}

export function withoutPiece(known: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const rest = new Set(known);
  rest.delete(id);
  return rest;
}

/** The strength of each option for a mind; `known` replaces its knowledge. */
export function standingOf(layout: Layout, mind: Mind, known = mind.known): Standing {
  return standingFor(layout, mind.profile, known);
}

/** The option that a mind would hold; `known` replaces its knowledge. */
export function settled(layout: Layout, mind: Mind, known = mind.known): string | null {
  return settle(standingOf(layout, mind, known), mind.position, mind.profile.stubbornness ?? 0);
}

/** Returns a function that tells whether a mind would hold another option if it also knew the given piece. */
export function moverOf(layout: Layout, mind: Mind): (id: string) => boolean {
  const otherwise = settled(layout, mind);
  return (id) => !mind.known.has(id) && settled(layout, mind, withPiece(mind.known, id)) !== otherwise;
}

/** How much a piece adds to the lead of an option for a mind: −2 to 2, negative when it reduces the lead. */
export function giveOf(layout: Layout, mind: Mind, id: string, option: string): number {
  const without = leadOf(standingOf(layout, mind, withoutPiece(mind.known, id)), option);
  return leadOf(standingOf(layout, mind, withPiece(mind.known, id)), option) - without;
}

/** Evidence of the file with one of these ids, in the order of the file. */
export function piecesOf(layout: Layout, ids: ReadonlySet<string>): readonly Evidence[] {
  return layout.decision.evidence.filter(({ id }) => ids.has(id));
}

/** Evidence that the deliberator knows and no turn has cited, in the order of the file. */
export function unusedOf(perspective: Perspective): readonly Evidence[] {
  return piecesOf(perspective.layout, perspective.self.known).filter(({ id }) => !perspective.used.has(id));
}

/**
 * Whether the deliberator, after it has cited `said`, still knows an uncited piece that would by itself change a peer's
 * option.
 */
export function hasMoreAfter(perspective: Perspective, said: readonly string[]): boolean {
  const held = unusedOf(perspective).filter(({ id }) => !said.includes(id));
  return perspective.peers.some((peer) => {
    const moves = moverOf(perspective.layout, { ...peer, known: new Set([...peer.known, ...said]) });
    return held.some(({ id }) => moves(id));
  });
}
