import { notFound, userError } from '../shared/errors.ts';
import type { AfterCommit, Atomically } from '../shared/ports.ts';
import { checkReason } from '../shared/reason.ts';
import { checkCount } from '../shared/shapes/item-count.ts';
import { accessAction } from './access-action.ts';
import type { Actor } from './actor.ts';
import type { Authentication } from './authentication.ts';
import { Grants } from './grants.ts';
import type { Member } from './members.ts';
import type { AccountRole } from './permissions.ts';
import type { RecordAction, SecondFactorStore, UserStore, WorkspaceStore } from './ports.ts';
import type { User } from './user.ts';

export interface OrganisationPorts {
  readonly users: UserStore;
  readonly workspaces: WorkspaceStore;
  readonly secondFactors: Pick<SecondFactorStore, 'confirmedAmong'>;
  readonly authentication: Pick<Authentication, 'forget'>;
  readonly recordAction: RecordAction;
  readonly atomically: Atomically;
  readonly afterCommit: AfterCommit;
  readonly trustsLocal: boolean;
}

/** The account roles that an administrator of the organisation gives. */
export type OrganisationRole = Exclude<AccountRole, 'server_operator'>;

/** Most organisation roles in one request. There are fewer; a client may name one twice. */
const MAX_GIVEN = 10;

interface SetOrganisationRoles {
  readonly userId: string;
  readonly roles: readonly OrganisationRole[];
  readonly reason?: string | undefined;
}

/** What concerns all workspaces of an organisation: its users, and the roles that they hold beside workspaces. */
export class Organisation {
  private readonly ports: OrganisationPorts;
  private readonly grants: Grants;

  constructor(ports: OrganisationPorts) {
    this.ports = ports;
    this.grants = new Grants(ports);
  }

  /** All users of the organisation, by e-mail address, with their roles in the workspace of the caller. */
  async users({ organisationId, workspaceId }: Actor): Promise<readonly Member[]> {
    const { users, workspaces, secondFactors } = this.ports;
    const all = await users.list(organisationId);
    const members = new Map((await workspaces.members(workspaceId)).map(({ userId, roles }) => [userId, roles]));
    const withFactor = await secondFactors.confirmedAmong(all.map(({ id }) => id));
    return all.map((user) => ({ user, roles: members.get(user.id) ?? [], hasSecondFactor: withFactor.has(user.id) }));
  }

  /** Replaces the organisation roles of a user. Throws a `UserError`: NOT_FOUND, CONFLICT for the last administrator. */
  async setRoles(actor: Actor, { userId, roles, reason }: SetOrganisationRoles): Promise<Member> {
    checkCount('roles', roles, MAX_GIVEN);
    checkReason(reason);
    const { users, workspaces, secondFactors, atomically, afterCommit, recordAction, authentication } = this.ports;
    const changed = await atomically(async () => {
      await workspaces.lock(actor.organisationId);
      const user = await users.find(userId);
      if (user?.organisationId !== actor.organisationId) throw notFound(userId, ['userId']);
      if (!user.isActive) throw userError('CONFLICT', 'This user is deactivated.', ['userId']);
      if (!roles.includes('organisation_admin')) await this.grants.keepAnAdministrator(userId);
      const accountRoles = withRoles(user, roles);
      await users.change(userId, { accountRoles });
      const detail = { before: [...user.accountRoles], roles: [...accountRoles], reason: reason ?? null };
      const { workspaceId: _, ...by } = actor;
      await recordAction(by, accessAction('user.organisation-roles-set', 'user', userId, detail));
      await afterCommit(() => authentication.forget());
      return { ...user, accountRoles };
    });
    const membership = await workspaces.membership(actor.workspaceId, userId);
    const hasSecondFactor = (await secondFactors.confirmedAmong([userId])).has(userId);
    return { user: changed, roles: membership?.roles ?? [], hasSecondFactor };
  }
}

/** Operators are made by the machine of the server alone, so that role stays as it is. */
function withRoles({ accountRoles }: User, roles: readonly OrganisationRole[]): readonly AccountRole[] {
  return [...new Set([...accountRoles.filter((role) => role === 'server_operator'), ...roles])];
}
