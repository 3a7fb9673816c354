import type { AccountRole } from './permissions.ts';

/** A person or program with an account. An organisation owns it; roles are held per workspace. */
export interface User {
  readonly id: string;
  readonly organisationId: string;
  /** In lower case; no two users share one. */
  readonly email: string;
  readonly name: string;
  /** argon2id in its own encoding; null without a password. */
  readonly passwordHash: string | null;
  /** Roles beside those in workspaces. */
  readonly accountRoles: readonly AccountRole[];
  readonly isActive: boolean;
  /** Incremented to revoke all access tokens issued before. */
  readonly tokenVersion: number;
  readonly createdAt: Date;
  readonly lastSignInAt: Date | null;
}

/** A role defined by an organisation: it includes other roles and adds permissions. */
export interface CustomRole {
  readonly organisationId: string;
  readonly name: string;
  readonly includes: readonly string[];
  readonly permissions: readonly string[];
}

const MAX_EMAIL = 254;
const MAX_NAME = 100;

/** What is wrong with the name of a thing or a person; undefined when it is valid. */
export function faultOfName(name: string): string | undefined {
  const length = name.trim().length;
  if (length === 0 || length > MAX_NAME) return `Write 1 to ${MAX_NAME} characters.`;
  // PostgreSQL stores no NUL, which is one of them.
  return /\p{Cc}/u.test(name) ? 'Leave out control characters.' : undefined;
}

/** The normal form in which it is stored and looked up; undefined when it is not an address. */
export function emailOf(text: string): string | undefined {
  const email = text.trim().toLowerCase();
  return email.length <= MAX_EMAIL && /^[^\s@<>"\p{Cc}]+@[^\s@<>"\p{Cc}]+$/u.test(email) ? email : undefined;
}
