import DataLoader from 'dataloader';
import type { Debate } from '../../domain/debates/debate.ts';
import type { Context } from '../context.ts';

export type DebateLoader = DataLoader<string, Debate | undefined>;

declare module '../context.ts' {
  interface Loaders {
    readonly debateLoader: DebateLoader;
  }
}

/** Loads the debates requested in one tick with one query. Caches nothing, because debates change during a subscription. */
export function debateLoader({ debates, actor }: Context): DebateLoader {
  return new DataLoader((ids) => debates.findMany(actor, ids), { cache: false });
}
