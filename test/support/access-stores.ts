import type { InvitationStore } from '../../src/domain/access/invitation.ts';
import type {
  ApiKeyStore,
  OneTimeStore,
  SecondFactorStore,
  SessionStore,
  UserStore,
  WorkspaceStore,
} from '../../src/domain/access/ports.ts';
import type { User } from '../../src/domain/access/user.ts';
import { Envelope } from '../../src/domain/encryption/envelope.ts';
import type { FieldCipher } from '../../src/domain/encryption/ports.ts';
import { PostgresApiKeyStore } from '../../src/infra/access/postgres/api-keys.ts';
import { PostgresInvitationStore } from '../../src/infra/access/postgres/invitations.ts';
import { PostgresOneTimeStore } from '../../src/infra/access/postgres/one-time-secrets.ts';
import { PostgresSecondFactorStore } from '../../src/infra/access/postgres/second-factors.ts';
import { PostgresSessionStore } from '../../src/infra/access/postgres/sessions.ts';
import { PostgresUserStore } from '../../src/infra/access/postgres/users.ts';
import { PostgresWorkspaceStore } from '../../src/infra/access/postgres/workspaces.ts';
import type { Database } from '../../src/infra/postgres/database.ts';
import { MemoryApiKeys, MemoryInvitations, MemorySecondFactors } from './memory/memory-credentials.ts';
import { MemoryUsers, MemoryWorkspaces } from './memory/memory-members.ts';
import { MemorySessions } from './memory/memory-sessions.ts';

/** The stores of identities over one database, with the organisations org_local and org_other. */
export interface AccessStores {
  readonly users: UserStore;
  readonly workspaces: WorkspaceStore;
  readonly sessions: SessionStore;
  readonly oneTime: OneTimeStore;
  readonly apiKeys: ApiKeyStore;
  readonly secondFactors: SecondFactorStore;
  readonly invitations: InvitationStore;
}

export type MakeAccessStores = () => Promise<AccessStores>;

export const memoryAccessStores: MakeAccessStores = async () => {
  const sessions = new MemorySessions();
  const [apiKeys, secondFactors] = [new MemoryApiKeys(), new MemorySecondFactors()];
  const [users, workspaces] = [new MemoryUsers(), new MemoryWorkspaces()];
  const invitations = new MemoryInvitations();
  return { users, workspaces, sessions, oneTime: sessions, apiKeys, secondFactors, invitations };
};

/** Encrypts nothing. The tests of encryption have the real one. */
const PLAIN: FieldCipher = {
  seal: (text) => new Envelope(Buffer.from(text)),
  open: ({ bytes }) => Buffer.from(bytes).toString(),
};

/** The stores of a migrated database, emptied. */
export async function postgresAccessStores(database: Database): Promise<AccessStores> {
  const proofs = 'invitations, sessions, refresh_tokens, one_time_secrets, api_keys';
  await database.query(`truncate users, second_factors, user_identities, memberships, custom_roles, ${proofs}`, []);
  await database.query("delete from workspaces where id <> 'wsp_local'", []);
  await database.query("insert into organisations (id, name) values ('org_other', 'o') on conflict do nothing", []);
  return {
    users: new PostgresUserStore(database),
    workspaces: new PostgresWorkspaceStore(database),
    sessions: new PostgresSessionStore(database),
    oneTime: new PostgresOneTimeStore(database),
    apiKeys: new PostgresApiKeyStore(database),
    invitations: new PostgresInvitationStore(database),
    secondFactors: new PostgresSecondFactorStore(database, PLAIN),
  };
}

/** The time this number of seconds after the start of the tests. */
export function at(seconds: number): Date {
  return new Date(Date.parse('2026-01-01T00:00:00.000Z') + seconds * 1000);
}

export function aUser(name: string, wish: Partial<User> = {}): User {
  const proof = {
    passwordHash: null,
    accountRoles: [],
    isActive: true,
    tokenVersion: 1,
    createdAt: at(0),
    lastSignInAt: null,
  };
  return { id: `usr_${name}`, organisationId: 'org_local', email: `${name}@example.com`, name, ...proof, ...wish };
}

/** The results of this number of concurrent calls. */
export function atOnce<T>(count: number, call: () => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, call));
}
