import { userError } from '../shared/errors.ts';
import type { AfterCommit, Atomically } from '../shared/ports.ts';
import { accessAction } from './access-action.ts';
import type { Authentication } from './authentication.ts';
import type { RecordAction, UserStore, WorkspaceStore } from './ports.ts';
import { emailOf, type User } from './user.ts';

export interface OperatorsPorts {
  readonly users: UserStore;
  readonly workspaces: Pick<WorkspaceStore, 'lock'>;
  readonly authentication: Pick<Authentication, 'forget'>;
  readonly recordAction: RecordAction;
  readonly atomically: Atomically;
  readonly afterCommit: AfterCommit;
}

/** Who operates the server. No caller of the API decides that: only the machine of the server does. */
export class Operators {
  private readonly ports: OperatorsPorts;

  constructor(ports: OperatorsPorts) {
    this.ports = ports;
  }

  /** Makes the user an operator. Throws a `UserError`: NOT_FOUND, CONFLICT for a deactivated user. */
  grant(email: string): Promise<User> {
    return this.set(email, true);
  }

  /** The user is no operator any more. Throws a `UserError` (NOT_FOUND). */
  revoke(email: string): Promise<User> {
    return this.set(email, false);
  }

  private async set(email: string, isOperator: boolean): Promise<User> {
    const { users, workspaces, atomically, afterCommit, recordAction, authentication } = this.ports;
    return atomically(async () => {
      const { id, organisationId } = await this.require(email);
      await workspaces.lock(organisationId);
      // Read again under the lock: other roles of the account may have changed.
      const user = await this.require(email);
      if (user.accountRoles.includes('server_operator') === isOperator) return user;
      if (isOperator && !user.isActive) throw userError('CONFLICT', 'email: This user is deactivated.', ['email']);
      const others = user.accountRoles.filter((role) => role !== 'server_operator');
      const accountRoles = isOperator ? [...others, 'server_operator' as const] : others;
      await users.change(id, { accountRoles });
      const action = isOperator ? 'user.operator-granted' : 'user.operator-revoked';
      await recordAction({ userId: null, organisationId }, accessAction(action, 'user', id));
      await afterCommit(() => authentication.forget());
      return { ...user, accountRoles };
    });
  }

  private async require(email: string): Promise<User> {
    const user = await this.ports.users.findByEmail(emailOf(email) ?? '');
    if (user) return user;
    throw userError('NOT_FOUND', 'email: No user has this address. Check it, or invite the user first.', ['email']);
  }
}
