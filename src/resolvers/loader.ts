import DataLoader from 'dataloader';
import type { Actor } from '../domain/access/actor.ts';
import type { Debate } from '../domain/debates/debate.ts';
import type { Context, Features } from './context.ts';

export type Loader<T> = DataLoader<string, T | undefined>;

/** A context of its own for one operation. */
export function contextFor(features: Features, actor: Actor, requestId: string): Context {
  return {
    ...features,
    actor,
    requestId,
    debateLoader: debateLoader(features, actor),
  };
}

/** Gathers the debates one tick asks for into one query. Nothing is cached: a subscription outlives many changes. */
function debateLoader({ debates }: Features, actor: Actor): Loader<Debate> {
  return new DataLoader((ids) => debates.findMany(actor, ids), { cache: false });
}
