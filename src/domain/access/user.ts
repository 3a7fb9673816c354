/** A person, or a program that has an account. An organisation owns it; what it may do is held per workspace. */
export interface User {
  readonly id: string;
  readonly organisationId: string;
  /** In lower case; no two users share one. */
  readonly email: string;
  readonly name: string;
  /** argon2id, in its own encoding; null while there is none: then nobody signs in with a password. */
  readonly passwordHash: string | null;
  readonly isActive: boolean;
  /** Counts up to make every access token issued before worthless. */
  readonly tokenVersion: number;
  readonly createdAt: Date;
  readonly lastSignInAt: Date | null;
}

/** A role that an organisation has made: all of some other roles, and some permissions besides. */
export interface CustomRole {
  readonly organisationId: string;
  readonly name: string;
  readonly includes: readonly string[];
  readonly permissions: readonly string[];
}

const MAX_EMAIL = 254;
const MAX_NAME = 100;

/** What is wrong with a name that somebody gave to a thing or a person; undefined when nothing is. */
export function faultOfName(name: string): string | undefined {
  const length = name.trim().length;
  if (length === 0 || length > MAX_NAME) return `Write 1 to ${MAX_NAME} characters.`;
  // NUL among them, which PostgreSQL keeps in no text.
  return /\p{Cc}/u.test(name) ? 'Leave out control characters.' : undefined;
}

/** As it is stored and looked up, or undefined when it is no address. */
export function emailOf(text: string): string | undefined {
  const email = text.trim().toLowerCase();
  return email.length <= MAX_EMAIL && /^[^\s@<>"\p{Cc}]+@[^\s@<>"\p{Cc}]+$/u.test(email) ? email : undefined;
}
