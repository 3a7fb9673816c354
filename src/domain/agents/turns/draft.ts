import type { Answer } from '../../debates/turn.ts';

/** An answer as it is read out of a model's words; `text` null: the words themselves. */
export type Draft = Omit<Answer, 'text' | 'call'> & { readonly text: string | null };

/** A draft that says nothing but its words. */
export const BARE_DRAFT: Draft = {
  position: null,
  targetId: null,
  text: null,
  evidence: [],
  confidence: null,
  citedPeer: null,
  reason: null,
  hasMore: false,
};
