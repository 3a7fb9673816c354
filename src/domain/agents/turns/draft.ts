import type { Answer } from '../../debates/turn.ts';

/** An answer as read from a model's text; `text` is null when the whole text is the prose. */
export type Draft = Omit<Answer, 'text' | 'call'> & { readonly text: string | null };

/** A draft that contains nothing but the text. */
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
