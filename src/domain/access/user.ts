import { faultOfLine } from '../shared/text/names.ts';
import type { AccountRole } from './permissions.ts';

/** A person or program with an account. An organisation owns it; roles are held per workspace. */
export interface User {
  readonly id: string;
  readonly organisationId: string;
  /** In its normal form, see `emailOf`; no two users share one. */
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

/**
 * The normal form in which an e-mail address is stored and looked up; undefined when it is none. Its parts are compared as
 * people read them: without regard to case, to the composition of letters (NFKC), or to the form of the domain, which is
 * stored as its ASCII form (IDNA).
 */
export function emailOf(text: string): string | undefined {
  if (text.length > MAX_EMAIL * 4) return undefined;
  const folded = text.trim().normalize('NFKC').toLowerCase().normalize('NFKC');
  const [, local = '', domain = ''] = /^([^\s@<>"]+)@([^\s@<>"/?#:\\%[\]]+)$/u.exec(folded) ?? [];
  const host = faultOfLine(folded) === undefined && !/[\u200c\u200d]/.test(folded) ? asciiDomain(domain) : undefined;
  const email = `${local}@${host}`;
  return host !== undefined && local !== '' && email.length <= MAX_EMAIL ? email : undefined;
}

/** The dot of a full name is left out. Numbers are no name: a URL takes them for an IPv4 address. */
function asciiDomain(domain: string): string | undefined {
  try {
    const host = new URL(`http://${domain}`).hostname.replace(/\.$/, '');
    return host.split('.').includes('') || /\.\d+$/.test(host) ? undefined : host;
  } catch {
    return undefined;
  }
}
