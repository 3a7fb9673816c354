import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import type * as domain from '../../domain/access/members.ts';
import type { AccountRole } from '../../domain/access/permissions.ts';
import type * as domainWorkspace from '../../domain/access/workspace.ts';
import type { Context } from '../context.ts';
import { Node } from '../shared/node.ts';
import { DateTime } from '../shared/scalars.ts';

@ObjectType({
  description: 'The unit of isolation within an organisation. Data of other workspaces is invisible.',
  implements: Node,
  simpleResolvers: true,
})
export class Workspace extends Node {
  @Field(() => ID, { description: 'Id with the prefix `wsp_`.' })
  declare id: string;

  @Field(() => String, { description: 'Name, 1 to 100 characters.' })
  name!: string;

  @Field(() => DateTime, { description: 'Time of creation.' })
  createdAt!: Date;
}

export function toWorkspace({ id, name, createdAt }: domainWorkspace.Workspace): Workspace {
  return Object.assign(new Workspace(), { id, name, createdAt });
}

const AccountRoleEnum = {
  SERVER_OPERATOR: 'server_operator',
  ORGANISATION_ADMIN: 'organisation_admin',
  ORGANISATION_AUDITOR: 'organisation_auditor',
} as const satisfies Record<string, AccountRole>;

registerEnumType(AccountRoleEnum, {
  name: 'AccountRole',
  description: 'A role of an account, beside its roles in workspaces.',
  valuesConfig: {
    SERVER_OPERATOR: { description: 'Operates the server. Only a command on its machine gives and takes this role.' },
    ORGANISATION_ADMIN: {
      description: 'Manages users, custom roles and organisation roles, and reads the whole audit log.',
    },
    ORGANISATION_AUDITOR: { description: 'Reads the audit log of all workspaces.' },
  },
});

@ObjectType({
  description: 'A person or program with an account, as a member of the workspace of the request.',
  implements: Node,
  simpleResolvers: true,
})
export class User extends Node {
  @Field(() => ID, { description: 'Id with the prefix `usr_`.' })
  declare id: string;

  @Field(() => String, { description: 'E-mail address, in lower case. No two users share one.' })
  email!: string;

  @Field(() => String, { description: 'Display name, 1 to 100 characters.' })
  name!: string;

  @Field(() => [String], {
    description: 'Names of the roles in the workspace, as in `roles`. `setRoles` changes them.',
  })
  roles!: readonly string[];

  @Field(() => [AccountRoleEnum], {
    description: 'The roles beside workspaces. `setOrganisationRoles` changes those of the organisation.',
  })
  accountRoles!: readonly AccountRole[];

  @Field(() => Boolean, { description: 'Whether the user can sign in; false after `deactivateUser`.' })
  isActive!: boolean;

  @Field(() => Boolean, {
    description: 'Whether every sign-in requires a code of an app: true after `confirmMfa`, false after `disableMfa`.',
  })
  hasSecondFactor!: boolean;

  @Field(() => DateTime, { description: 'Time of creation.' })
  createdAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Time of the last sign-in; null when there was none.',
  })
  lastSignInAt!: Date | null;
}

/** Leaves out the fields that other members must not see. */
export function toUser({ user, roles, hasSecondFactor }: domain.Member): User {
  const { id, email, name, accountRoles, isActive, createdAt, lastSignInAt } = user;
  return Object.assign(new User(), {
    ...{ id, email, name, roles, accountRoles, isActive, hasSecondFactor, createdAt, lastSignInAt },
  });
}

/** The user as a member of the workspace of the caller; null for an unknown id and when it is no member. */
export async function readUser(id: string, { access, actor }: Context): Promise<User | null> {
  const member = await access.members.find(actor, id);
  return member ? toUser(member) : null;
}

/** A workspace of the caller; null for any other id. */
export async function readWorkspace(id: string, { access, actor }: Context): Promise<Workspace | null> {
  const workspace = await access.accounts.findWorkspace(actor, id);
  return workspace ? toWorkspace(workspace) : null;
}
