import DataLoader from 'dataloader';
import type { Actor } from '../../domain/access/actor.ts';
import type { Debate } from '../../domain/debates/debate.ts';
import type { Debates } from '../../domain/debates/debates.ts';

export type DebateLoader = DataLoader<string, Debate | undefined>;

/** Gathers the debates one tick asks for into one query. Nothing is cached: a subscription outlives many changes. */
export function debateLoader(debates: Debates, actor: Actor): DebateLoader {
  return new DataLoader((ids) => debates.findMany(actor, ids), { cache: false });
}
