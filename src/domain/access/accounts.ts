import { userError } from '../shared/errors.ts';
import type { Atomically, Clock } from '../shared/ports.ts';
import { accessAction } from './access-action.ts';
import { type Actor, requireOwnAccount } from './actor.ts';
import type { Invitations } from './invitations.ts';
import type {
  OneTimePurpose,
  OneTimeStore,
  PasswordHasher,
  RecordAction,
  SessionStore,
  UserStore,
  WorkspaceStore,
} from './ports.ts';
import { secretHash } from './secrets.ts';
import type { LockOut } from './sign-in/lock-out.ts';
import { checkPassword, wrongPassword } from './sign-in/passwords.ts';
import type { Sessions } from './sign-in/sessions.ts';
import type { User } from './user.ts';
import type { Workspace } from './workspace.ts';

export interface AccountsPorts {
  readonly users: UserStore;
  readonly workspaces: WorkspaceStore;
  readonly sessions: SessionStore;
  readonly oneTime: OneTimeStore;
  readonly passwords: PasswordHasher;
  readonly lockOut: LockOut;
  readonly signing: Pick<Sessions, 'signOutEverywhere'>;
  readonly invited: Pick<Invitations, 'join'>;
  readonly atomically: Atomically;
  readonly recordAction: RecordAction;
  readonly clock: Clock;
}

interface ChangePassword {
  readonly currentPassword: string;
  readonly newPassword: string;
}

interface ResetPassword {
  readonly secret: string;
  readonly newPassword: string;
  /** Code of the second factor, to accept an invitation with an account that has one. */
  readonly code?: string | null | undefined;
}

/** Actions of users on their own accounts. */
export class Accounts {
  private readonly ports: AccountsPorts;

  constructor(ports: AccountsPorts) {
    this.ports = ports;
  }

  /** The user; undefined for a caller without an account, such as the API token. */
  find({ userId }: Pick<Actor, 'userId'>): Promise<User | undefined> {
    return this.ports.users.find(userId);
  }

  /** Workspaces of the caller. */
  workspaces({ userId }: Pick<Actor, 'userId'>): Promise<readonly Workspace[]> {
    return this.ports.workspaces.listOf(userId);
  }

  /** The workspace of the request, or another one of the caller; undefined for any other id. */
  async findWorkspace(actor: Pick<Actor, 'userId' | 'workspaceId'>, id: string): Promise<Workspace | undefined> {
    if (id === actor.workspaceId) return this.ports.workspaces.find(id);
    return (await this.workspaces(actor)).find((workspace) => workspace.id === id);
  }

  /** Changes the password and ends all sessions. Throws a `UserError`: SIGN_IN_REFUSED, INVALID_INPUT, CONFLICT. */
  async changePassword(actor: Actor, { currentPassword, newPassword }: ChangePassword): Promise<void> {
    const { users, passwords, lockOut } = this.ports;
    const { address } = actor;
    const user = await users.find(actor.userId);
    if (!user) throw userError('CONFLICT', 'This caller has no account, so it has no password.');
    requireOwnAccount(actor);
    await lockOut.begin(user.email, address);
    if (!(await passwords.verify(currentPassword, user.passwordHash))) throw wrongPassword('currentPassword');
    await lockOut.succeeded(user.email, address);
    checkPassword(newPassword, [user.name, ...user.email.split(/[@.]/)], ['newPassword']);
    await this.setPassword(user, newPassword, address);
  }

  /** Sets a password with a secret from an administrator: of a password reset, or of an invitation, which it accepts. */
  async resetPassword(
    { address }: Pick<Actor, 'address'>,
    { secret, newPassword, code = null }: ResetPassword,
  ): Promise<User> {
    const { oneTime, users, atomically, clock } = this.ports;
    checkPassword(newPassword, [], ['newPassword']);
    const joined = await this.ports.invited.join({ secret, password: newPassword, code, address });
    if (joined) return joined;
    return atomically(async () => {
      // Invitations of earlier versions had made the account; their secrets are valid for a week.
      const purposes: readonly OneTimePurpose[] = ['INVITATION', 'PASSWORD_RESET'];
      let userId: string | undefined;
      for (const purpose of purposes) userId ??= (await oneTime.take(secretHash(secret), purpose, clock.now()))?.userId;
      const user = userId === undefined ? undefined : await users.find(userId);
      if (!user?.isActive) throw userError('SIGN_IN_REFUSED', 'This link is not valid any more. Ask for a new one.');
      await this.setPassword(user, newPassword, address);
      return user;
    });
  }

  private async setPassword({ id, organisationId }: User, password: string, address: string | null): Promise<void> {
    const passwordHash = await this.ports.passwords.hash(password);
    await this.ports.atomically(async () => {
      // Secrets in older messages must not work any more. First: a sign-in by link holds its secret when it locks the organisation.
      await this.ports.oneTime.revokeAll(id, this.ports.clock.now());
      await this.ports.signing.signOutEverywhere({ userId: id });
      await this.ports.users.change(id, { passwordHash });
      const by = { userId: id, organisationId, address };
      await this.ports.recordAction(by, accessAction('user.password-set', 'user', id));
    });
  }
}
