import { userError } from '../../shared/errors.ts';
import type { Clock } from '../../shared/ports.ts';
import { type Actor, LOCAL_USER } from '../actor.ts';
import type { SessionStore } from '../ports.ts';

/**
 * The proof that a change asks for beside a permission. FRESH: a person who signed in, or called `confirmIdentity`, within
 * five minutes. OPERATOR: the same, or a credential of the server itself. OWN: the input of the change is the proof, such as
 * a password. NONE: the change concerns nothing that protects an account.
 */
export type Proof = 'FRESH' | 'OPERATOR' | 'OWN' | 'NONE';

/** Whether the proof is one of a person or of the server, which the input of the change cannot give. */
export function isStepUp(proof: Proof): boolean {
  return proof === 'FRESH' || proof === 'OPERATOR';
}

export interface StepUpPorts {
  readonly sessions: Pick<SessionStore, 'find'>;
  readonly clock: Clock;
}

/** How long a sign-in or `confirmIdentity` counts as proof of identity. */
export const PROVEN_MS = 5 * 60_000;

/** Protects accounts from what a program, or a session that was forgotten or stolen, must not do. */
export class StepUp {
  private readonly ports: StepUpPorts;

  constructor(ports: StepUpPorts) {
    this.ports = ports;
  }

  /**
   * Passes a person with a fresh proof, and the owner of this machine, who has no password to prove itself with. Throws a
   * `UserError` (STEP_UP_REQUIRED) for an old session and for credentials of programs.
   */
  async require(actor: Actor, proof: Proof): Promise<void> {
    if (!isStepUp(proof)) return;
    if (actor.credential === 'LOCAL' && actor.roles.includes('owner')) return;
    if (actor.credential === 'API_TOKEN' && proof === 'OPERATOR') return;
    if (actor.impersonatorId !== null) throw refused('This is not allowed while acting as another user.');
    if (actor.credential !== 'SESSION' || actor.sessionId === null) throw refused(NO_PERSON);
    const session = await this.ports.sessions.find(actor.sessionId);
    const provenAt = session?.provenAt.getTime() ?? 0;
    if (this.ports.clock.now().getTime() - provenAt > PROVEN_MS)
      throw refused(actor.userId === LOCAL_USER ? NEW_LINK : PROVE);
  }
}

const PROVE = 'Prove who you are with confirmIdentity, or sign in again; it counts for five minutes.';
const NEW_LINK = 'Sign in again with a new sign-in link; it counts for five minutes.';
const NO_PERSON =
  'API keys, services and tokens cannot change what protects an account. Sign in as a user, and do it within five minutes.';

function refused(message: string) {
  return userError('STEP_UP_REQUIRED', message);
}
