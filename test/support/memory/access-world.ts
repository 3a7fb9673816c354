import { Access, type AccessPorts } from '../../../src/domain/access/access.ts';
import { LOCAL_ORGANISATION, LOCAL_WORKSPACE } from '../../../src/domain/access/actor.ts';
import type { PasswordHasher } from '../../../src/domain/access/ports.ts';
import type { AuditedAction } from '../../../src/domain/audit/audit-entry.ts';
import type { Clock } from '../../../src/domain/shared/ports.ts';
import { JwtAccessTokens } from '../../../src/infra/access/jwt.ts';
import { otplibCodes } from '../../../src/infra/access/otplib.ts';
import { systemIds, systemRandom } from '../../../src/infra/runtime.ts';
import { MemorySharedState } from '../../../src/infra/shared-state/memory.ts';
import { API_TOKEN } from '../credentials.ts';
import { MemoryApiKeys, MemoryInvitations, MemorySecondFactors } from './memory-credentials.ts';
import { MemoryUsers, MemoryWorkspaces } from './memory-members.ts';
import { MemorySessions } from './memory-sessions.ts';

/** Reversible and fast. Only tests may store passwords in this way. */
const plainPasswords: PasswordHasher = {
  hash: async (password) => `plain ${password}`,
  verify: async (password, hash) => hash === `plain ${password}`,
};

/** The real front doors of access over stores in memory. */
export class AccessWorld {
  readonly users = new MemoryUsers();
  readonly workspaces = new MemoryWorkspaces();
  readonly sessions = new MemorySessions();
  readonly apiKeys = new MemoryApiKeys();
  readonly invitations = new MemoryInvitations();
  readonly secondFactors = new MemorySecondFactors();
  readonly signals: [string, unknown][] = [];
  readonly recorded: { readonly by: unknown; readonly action: AuditedAction }[] = [];
  readonly access: Access;

  constructor(clock: Clock, wish: Partial<AccessPorts> = {}) {
    const first = { id: LOCAL_WORKSPACE, organisationId: LOCAL_ORGANISATION, name: 'Aragora', createdAt: clock.now() };
    this.workspaces.workspaces.set(LOCAL_WORKSPACE, first);
    const ids = systemIds();
    const { users, workspaces, sessions, apiKeys, invitations } = this;
    this.access = new Access({
      ...{
        users,
        workspaces,
        sessions,
        oneTime: sessions,
        apiKeys,
        invitations,
        passwords: plainPasswords,
        clock,
        ids,
      },
      ...{ random: systemRandom, shared: new MemorySharedState(clock) },
      atomically: (work) => work(),
      afterCommit: async (work) => void (await work()),
      secondFactors: this.secondFactors,
      codes: otplibCodes,
      tokens: new JwtAccessTokens({ current: Buffer.from('a secret of at least 32 characters') }, clock, ids),
      recordAction: async (by, action) => void this.recorded.push({ by, action }),
      emit: (name, detail) => void this.signals.push([name, detail]),
      ...{ apiToken: API_TOKEN, trustsLocal: true, secondFactorGraceMs: Number.POSITIVE_INFINITY },
      ...{ accessMs: 3_600_000, refreshMs: 30 * 24 * 3_600_000 },
      ...wish,
    });
  }
}
