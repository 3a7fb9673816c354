import { notFound, UserError, type UserErrorDetail, userError } from '../shared/errors.ts';
import type { AfterCommit, Atomically } from '../shared/ports.ts';
import { checkReason } from '../shared/reason.ts';
import { checkCount } from '../shared/shapes/item-count.ts';
import { accessAction } from './access-action.ts';
import type { Actor } from './actor.ts';
import type { Authentication } from './authentication.ts';
import { permissionsHeld } from './effective-permissions.ts';
import { isOfAccount, isPermission, isRole, type Permission, permissionsOf, ROLES } from './permissions.ts';
import type { RecordAction, WorkspaceStore } from './ports.ts';
import type { CustomRole } from './user.ts';

export interface RolesPorts {
  readonly workspaces: WorkspaceStore;
  readonly authentication: Pick<Authentication, 'forget'>;
  readonly recordAction: RecordAction;
  readonly atomically: Atomically;
  readonly afterCommit: AfterCommit;
}

/** A built-in or custom role with all of its permissions. */
export interface RoleInfo {
  readonly name: string;
  readonly isBuiltIn: boolean;
  readonly includes: readonly string[];
  readonly permissions: readonly Permission[];
}

interface DefineRole {
  readonly name: string;
  readonly includes?: readonly string[] | undefined;
  readonly permissions?: readonly string[] | undefined;
}

interface RemoveRole {
  readonly name: string;
  readonly reason?: string | undefined;
}

const NAME = /^[a-z][a-z0-9_]{1,39}$/;
/** Most custom roles of an organisation. */
const MAX_CUSTOM_ROLES = 100;
/** Most roles that a role includes. */
const MAX_INCLUDED = 100;
const MAX_PERMISSIONS = 100;

/** Built-in roles, and the custom roles of organisations. */
export class Roles {
  private readonly ports: RolesPorts;

  constructor(ports: RolesPorts) {
    this.ports = ports;
  }

  /** Built-in roles, most powerful first, then the roles of the organisation by name. */
  async list({ organisationId }: Actor): Promise<readonly RoleInfo[]> {
    const custom = await this.ports.workspaces.customRoles(organisationId);
    const builtIn = ROLES.map((name) => ({
      name,
      isBuiltIn: true,
      includes: [],
      permissions: [...permissionsOf([name])],
    }));
    return [...builtIn, ...custom.map((role) => infoOf(role, custom))];
  }

  /** Creates or changes a custom role. Throws a `UserError`: INVALID_INPUT, CONFLICT for permissions that the caller lacks. */
  async define(actor: Actor, { name, includes = [], permissions = [] }: DefineRole): Promise<RoleInfo> {
    const { workspaces, atomically, afterCommit, recordAction, authentication } = this.ports;
    const { organisationId } = actor;
    const role = { name, includes, permissions, organisationId };
    const all = await atomically(async () => {
      await workspaces.lock(organisationId);
      const others = (await workspaces.customRoles(organisationId)).filter(({ name }) => name !== role.name);
      const problems = problemsOf(role, others);
      if (problems.length > 0) throw new UserError(problems);
      const custom = [...others, role];
      if ([...permissionsHeld([role.name], custom)].some((permission) => !actor.permissions.has(permission)))
        throw userError('CONFLICT', 'A role cannot have more permissions than you have.', ['permissions']);
      await workspaces.saveRole(role);
      await recordAction(actor, accessAction('role.defined', 'role', role.name, { includes, permissions }));
      return custom;
    });
    await afterCommit(() => authentication.forget());
    return infoOf(role, all);
  }

  /** Deletes a custom role. Its members lose it. Throws a `UserError` (NOT_FOUND) when there is none of this name. */
  async remove(actor: Actor, { name, reason }: RemoveRole): Promise<void> {
    checkReason(reason);
    const { workspaces, atomically, afterCommit, recordAction, authentication } = this.ports;
    await atomically(async () => {
      await workspaces.lock(actor.organisationId);
      const custom = await workspaces.customRoles(actor.organisationId);
      if (!custom.some((role) => role.name === name)) throw notFound(name, ['name']);
      await workspaces.removeRole(actor.organisationId, name);
      await recordAction(actor, accessAction('role.deleted', 'role', name, { reason: reason ?? null }));
    });
    await afterCommit(() => authentication.forget());
  }
}

function infoOf({ name, includes }: CustomRole, all: readonly CustomRole[]): RoleInfo {
  return { name, isBuiltIn: false, includes, permissions: [...permissionsHeld([name], all)] };
}

function problemsOf(
  { name, includes, permissions }: CustomRole,
  others: readonly CustomRole[],
): readonly UserErrorDetail[] {
  checkCount('includes', includes, MAX_INCLUDED);
  checkCount('permissions', permissions, MAX_PERMISSIONS);
  const problems: UserErrorDetail[] = [];
  const add = (field: string, message: string) =>
    problems.push({ code: 'INVALID_INPUT', field: [field], message: `${field}: ${message}` });
  if (!NAME.test(name) || isRole(name)) add('name', 'Write 2 to 40 of a-z, 0-9 and _, and no built-in role.');
  if (others.length >= MAX_CUSTOM_ROLES) add('name', `There are ${MAX_CUSTOM_ROLES} roles. Delete some.`);
  for (const one of includes)
    if (one === name || !(isRole(one) || others.some((other) => other.name === one)))
      add('includes', `There is no role ${one.slice(0, 50)} to include.`);
  for (const one of permissions)
    if (!isPermission(one)) add('permissions', `There is no permission ${one.slice(0, 50)}.`);
    else if (isOfAccount(one)) add('permissions', `No role of a workspace can hold ${one}.`);
  return problems;
}
