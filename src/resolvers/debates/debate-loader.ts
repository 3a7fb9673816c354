import DataLoader from 'dataloader';
import type { Debate } from '../../domain/debates/debate.ts';
import type { Context } from '../context.ts';

export type DebateLoader = DataLoader<string, Debate | undefined>;

declare module '../context.ts' {
  interface Loaders {
    readonly debateLoader: DebateLoader;
  }
}

/** Gathers the debates one tick asks for into one query. Nothing is cached: a subscription outlives many changes. */
export function debateLoader({ debates, actor }: Context): DebateLoader {
  return new DataLoader((ids) => debates.findMany(actor, ids), { cache: false });
}
