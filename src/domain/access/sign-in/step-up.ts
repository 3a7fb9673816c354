import { userError } from '../../shared/errors.ts';
import type { Clock } from '../../shared/ports.ts';
import { type Actor, LOCAL_USER } from '../actor.ts';
import { isAdministrative, type Permission } from '../permissions.ts';
import type { SessionStore } from '../ports.ts';

export interface StepUpPorts {
  readonly sessions: Pick<SessionStore, 'find'>;
  readonly clock: Clock;
}

/** How long a sign-in or `confirmIdentity` counts as proof of identity. */
export const PROVEN_MS = 5 * 60_000;

/** Protects what a forgotten or stolen session must not do. */
export class StepUp {
  private readonly ports: StepUpPorts;

  constructor(ports: StepUpPorts) {
    this.ports = ports;
  }

  /**
   * Passes a session with a fresh proof, and credentials of programs: creating a key with administrative permissions
   * required a proof. The owner of this machine has no password to prove itself with. Throws a `UserError`: STEP_UP_REQUIRED.
   */
  async require({ credential, sessionId, userId }: Actor): Promise<void> {
    if (credential !== 'SESSION' || userId === LOCAL_USER) return;
    const session = sessionId === null ? undefined : await this.ports.sessions.find(sessionId);
    const provenAt = session?.provenAt.getTime() ?? 0;
    if (this.ports.clock.now().getTime() - provenAt <= PROVEN_MS) return;
    throw userError(
      'STEP_UP_REQUIRED',
      'Prove who you are with confirmIdentity, or sign in again; it counts for five minutes.',
    );
  }

  /** The same, when the granted permissions include administrative ones. */
  async requireFor(actor: Actor, given: Iterable<Permission>): Promise<void> {
    for (const permission of given) if (isAdministrative(permission)) return this.require(actor);
  }
}
