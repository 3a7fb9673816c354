import type { AgentProfile, Evidence } from '../../debates/decision.ts';
import type { Participant } from '../../debates/participant.ts';
import type { TurnRequest } from '../../debates/run/turn-request.ts';
import type { Turn } from '../../debates/turn.ts';
import { leadOf, settle } from './choice.ts';
import { knownTo, positionOf, profileOf, putForward } from './knowledge.ts';
import { type Layout, layOut, type Standing, standingFor } from './layout.ts';

/** A participant as deliberators see it: how it weighs, what it knows, what it holds. */
export interface Mind {
  readonly participantId: string;
  readonly profile: AgentProfile;
  readonly known: ReadonlySet<string>;
  readonly position: string | null;
}

/** The debate as it stands for a deliberator whose turn it is. */
export interface Scene {
  readonly layout: Layout;
  readonly participants: readonly Participant[];
  readonly heard: readonly Turn[];
  readonly self: Mind;
  readonly peers: readonly Mind[];
  /** Ids of the evidence that has been put forward. */
  readonly used: ReadonlySet<string>;
}

/** Reads the scene from what is asked. Proposals are blind: whatever was heard before one is left out. */
export function sceneOf(ask: TurnRequest): Scene {
  const heard = ask.kind === 'PROPOSAL' ? [] : ask.heard;
  const mind = (participantId: string): Mind => ({
    participantId,
    profile: profileOf(ask.decision, participantId),
    known: knownTo(ask.decision, participantId, heard),
    position: positionOf(participantId, heard),
  });
  return {
    layout: layOut(ask.decision),
    participants: ask.participants,
    heard,
    self: mind(ask.participantId),
    peers: ask.participants.filter(({ id }) => id !== ask.participantId).map(({ id }) => mind(id)),
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

/** Where the options stand for a mind, or would if it knew just this. */
export function standingOf(layout: Layout, mind: Mind, known = mind.known): Standing {
  return standingFor(layout, mind.profile, known);
}

/** The option a mind would hold if it knew just this. */
export function settled(layout: Layout, mind: Mind, known = mind.known): string | null {
  return settle(standingOf(layout, mind, known), mind.position, mind.profile.stubbornness ?? 0);
}

/** Tells of a piece of evidence whether a mind would hold another option if it also knew that. */
export function moverOf(layout: Layout, mind: Mind): (id: string) => boolean {
  const otherwise = settled(layout, mind);
  return (id) => !mind.known.has(id) && settled(layout, mind, withPiece(mind.known, id)) !== otherwise;
}

/** What a piece adds to the lead of an option in a mind's eyes: −2 to 2, negative when it takes from it. */
export function giveOf(layout: Layout, mind: Mind, id: string, option: string): number {
  const without = leadOf(standingOf(layout, mind, withoutPiece(mind.known, id)), option);
  return leadOf(standingOf(layout, mind, withPiece(mind.known, id)), option) - without;
}

/** Evidence of the file that is among these ids, in the order of the file. */
export function piecesOf(layout: Layout, ids: ReadonlySet<string>): readonly Evidence[] {
  return layout.decision.evidence.filter(({ id }) => ids.has(id));
}

/** Evidence that a deliberator knows and nobody has put forward, in the order of the file. */
export function unusedOf(scene: Scene): readonly Evidence[] {
  return piecesOf(scene.layout, scene.self.known).filter(({ id }) => !scene.used.has(id));
}

/** Whether, once `said` is put forward too, the deliberator still holds back a piece that would by itself move a peer. */
export function hasMoreAfter(scene: Scene, said: readonly string[]): boolean {
  const held = unusedOf(scene).filter(({ id }) => !said.includes(id));
  return scene.peers.some((peer) => {
    const moves = moverOf(scene.layout, { ...peer, known: new Set([...peer.known, ...said]) });
    return held.some(({ id }) => moves(id));
  });
}
