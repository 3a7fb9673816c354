import type { Context } from '../context.ts';
import type { Debate } from './debate-types.ts';
import { toDebate } from './to-debate.ts';

/** Returns the debate with this id, or null when the workspace has none. */
export async function readDebate(id: string, { debateLoader }: Context): Promise<Debate | null> {
  const debate = await debateLoader.load(id);
  return debate ? toDebate(debate) : null;
}
