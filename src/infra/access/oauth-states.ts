import { createHash } from 'node:crypto';
import type { OAuthStateStore } from '../../domain/access/sign-in/oauth-ports.ts';
import { SIGN_IN_TTL_MS, type StartedSignIn } from '../../domain/access/sign-in/oauth-sign-in.ts';
import type { SharedState } from '../../domain/shared/ports.ts';

const USED = 'used';

/** Pending sign-ins in the shared state: in memory, PostgreSQL or Redis. */
export class SharedOAuthStates implements OAuthStateStore {
  private readonly shared: SharedState;

  constructor(shared: SharedState) {
    this.shared = shared;
  }

  async keep({ state, ...rest }: StartedSignIn): Promise<void> {
    const kept = await this.shared.compareAndSet(keyOf(state), undefined, rest, SIGN_IN_TTL_MS);
    if (!kept) throw new Error('The same state was created twice. The random numbers of this machine are broken.');
  }

  async take(state: string): Promise<StartedSignIn | undefined> {
    const found = await this.shared.get(keyOf(state));
    if (!found || found.value === USED) return undefined;
    // Shared state has no removal. The value is overwritten instead, by exactly one of the concurrent callers.
    const isOurs = await this.shared.compareAndSet(found.key, found.version, USED, SIGN_IN_TTL_MS);
    return isOurs ? { state, ...(found.value as unknown as Omit<StartedSignIn, 'state'>) } : undefined;
  }
}

// A reader of the store must not find the values of a callback there.
function keyOf(state: string): string {
  return `oauth-state:${createHash('sha256').update(state).digest('hex')}`;
}
