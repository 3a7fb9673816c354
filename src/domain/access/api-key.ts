import type { Permission } from './permissions.ts';

/** A credential for programs: it does what its user may do in one workspace, or less. */
export interface ApiKey {
  readonly id: string;
  readonly userId: string;
  readonly workspaceId: string;
  readonly name: string;
  /** The first characters of the key, to tell keys apart by. */
  readonly prefix: string;
  /** Permissions it is narrowed to; null: all that its user holds. */
  readonly scopes: readonly Permission[] | null;
  /** Addresses or networks (CIDR) it may be used from; empty: from everywhere. */
  readonly addresses: readonly string[];
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}
