import type { Context } from '../context.ts';
import { type Debate, toDebate } from './debate-types.ts';

/** Returns the debate with this id, or null when the workspace has none. */
export async function readDebate(id: string, { debateLoader }: Context): Promise<Debate | null> {
  const debate = await debateLoader.load(id);
  return debate ? toDebate(debate) : null;
}
