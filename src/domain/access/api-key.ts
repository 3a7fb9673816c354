import type { Permission } from './permissions.ts';

/** A credential for programs, with some of the permissions that its user had in one workspace when it was created. */
export interface ApiKey {
  readonly id: string;
  readonly userId: string;
  readonly workspaceId: string;
  readonly name: string;
  /** First characters of the key, which identify it to people. */
  readonly prefix: string;
  /** Its permissions, as far as its user still has them. */
  readonly scopes: readonly Permission[];
  /** Addresses or networks (CIDR) it may be used from; empty: all. */
  readonly addresses: readonly string[];
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}
