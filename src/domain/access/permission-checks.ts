import type { Clock } from '../shared/ports.ts';
import type { Emit } from '../shared/signals.ts';
import type { Actor } from './actor.ts';
import { isOfAccount, type Permission } from './permissions.ts';

/** Reason of a denial. */
export type Denial = 'UNAUTHENTICATED' | 'FORBIDDEN' | 'MFA_REQUIRED';

/** Decides permissions for every transport, and emits the signal that counts them. */
export class PermissionChecks {
  private readonly clock: Pick<Clock, 'monotonicMs'>;
  private readonly emit: Emit;

  constructor(clock: Pick<Clock, 'monotonicMs'>, emit: Emit) {
    this.clock = clock;
    this.emit = emit;
  }

  /** The denial, or undefined when the actor has the permission. `handler` names the root field, route or job that asks. */
  denial(actor: Actor, permission: Permission, handler: string): Denial | undefined {
    const startedAt = this.clock.monotonicMs();
    const denial = denialOf(actor, permission);
    const durationMs = this.clock.monotonicMs() - startedAt;
    this.emit('permissionChecked', { permission, handler, isAllowed: denial === undefined, durationMs });
    return denial;
  }
}

function denialOf({ permissions, withheld, credential }: Actor, permission: Permission): Denial | undefined {
  if (permissions.has(permission)) return undefined;
  if (credential === 'NONE') return 'UNAUTHENTICATED';
  return withheld.has(permission) ? 'MFA_REQUIRED' : 'FORBIDDEN';
}

/** Message of a denial, the same on every transport. */
export function denialMessage(
  denial: Denial,
  permission: Permission,
  { credential }: Pick<Actor, 'credential'>,
): string {
  if (denial === 'UNAUTHENTICATED') return NOT_SIGNED_IN;
  if (denial === 'MFA_REQUIRED') return 'Administrators need a second factor for this. Set one up with setUpMfa.';
  // A token of the machine has no administrator: its role is chosen when it is made.
  if (credential === 'LOCAL')
    return `This needs the permission ${permission}. Make a token of a role that holds it, with \`aragora token --role\`.`;
  if (isOfAccount(permission))
    return `This needs the permission ${permission}, which no role of a workspace holds. Ask an administrator of the organisation, or the operator of the server.`;
  return `This needs the permission ${permission}. Ask an administrator of the workspace for a role that holds it.`;
}

/** Message for a missing and for an invalid credential. */
export const NOT_SIGNED_IN = 'Sign in first: send `Authorization: Bearer` with an access token or an API key.';
