import type { Evidence } from '../../debates/decision.ts';
import { leadOf } from './choice.ts';
import { newlyHeard } from './knowledge.ts';
import { type Perspective, piecesOf, standingOf, withoutPiece, withPiece } from './perspective.ts';

/** The new piece of evidence that made a deliberator change its option, and the participant that cited it. */
export interface Cause {
  readonly item: Evidence;
  readonly citedPeer: string;
}

/** The evidence of others that is new to the deliberator, in the order of the file. */
export function newsOf(perspective: Perspective): readonly Evidence[] {
  return piecesOf(
    perspective.layout,
    new Set(newlyHeard(perspective.layout.decision, perspective.self.participantId, perspective.heard)),
  );
}

/**
 * The new piece whose removal reduces the lead of the new option over the old one most. If two pieces make each other
 * superfluous, no single removal reduces the lead; then the piece that would have raised the lead most by itself. Null
 * when there is no new evidence.
 */
export function causeOf(perspective: Perspective, to: string): Cause | null {
  const news = newsOf(perspective);
  const before = news.reduce((known, { id }) => withoutPiece(known, id), perspective.self.known);
  const lead = (known: ReadonlySet<string>) =>
    leadOf(standingOf(perspective.layout, perspective.self, known), to, perspective.self.position ?? undefined);
  const valued = news.map((item) => ({
    item,
    missed: lead(perspective.self.known) - lead(withoutPiece(perspective.self.known, item.id)),
    alone: lead(withPiece(before, item.id)) - lead(before),
  }));
  const first = valued.toSorted((a, b) => b.missed - a.missed || b.alone - a.alone)[0];
  const citedPeer = first && perspective.heard.find((turn) => turn.evidence.includes(first.item.id))?.participantId;
  return first && citedPeer !== undefined ? { item: first.item, citedPeer } : null;
}
