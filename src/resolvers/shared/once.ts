import { storable } from '../../domain/shared/json.ts';
import type { Context } from '../context.ts';

export interface Asked {
  readonly idempotencyKey?: string | null;
}

/**
 * Does what a mutation of identities is for, once for its key. The answer is kept, so it holds no secret: those are shown
 * once, and a repeated request is answered without. Times come back as texts, which the scalars write out all the same.
 */
export async function once<T extends object>(
  { access, actor }: Context,
  mutation: string,
  { idempotencyKey, ...input }: Asked,
  work: () => Promise<T>,
): Promise<T> {
  return (await access.once(actor, mutation, idempotencyKey, input, async () =>
    storable(await work()),
  )) as unknown as T;
}
