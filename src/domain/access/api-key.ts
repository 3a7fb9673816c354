import type { Permission } from './permissions.ts';

/** A credential for programs, with all permissions of its user in one workspace, or some of them. */
export interface ApiKey {
  readonly id: string;
  readonly userId: string;
  readonly workspaceId: string;
  readonly name: string;
  /** First characters of the key, which identify it to people. */
  readonly prefix: string;
  /** Permissions it is limited to; null: all of its user's. */
  readonly scopes: readonly Permission[] | null;
  /** Addresses or networks (CIDR) it may be used from; empty: all. */
  readonly addresses: readonly string[];
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}
