import { userError } from '../shared/errors.ts';
import type { AfterCommit, Atomically, Clock, Ids, Random, SharedState } from '../shared/ports.ts';
import type { Emit } from '../shared/signals.ts';
import { faultOfName, nameOf } from '../shared/text/names.ts';
import { accessAction } from './access-action.ts';
import { Accounts } from './accounts.ts';
import { LOCAL_ORGANISATION, LOCAL_USER, LOCAL_WORKSPACE } from './actor.ts';
import { ApiKeys } from './api-keys.ts';
import { Authentication } from './authentication.ts';
import { Impersonation } from './impersonation.ts';
import type { InvitationStore } from './invitation.ts';
import { Invitations } from './invitations.ts';
import { Members } from './members.ts';
import { Operators } from './operators.ts';
import { Organisation } from './organisation.ts';
import { PermissionChecks } from './permission-checks.ts';
import type {
  AccessTokens,
  ApiKeyStore,
  OneTimeStore,
  PasswordHasher,
  RecordAction,
  SecondFactorStore,
  SessionStore,
  UserStore,
  WorkspaceStore,
} from './ports.ts';
import { Roles } from './roles.ts';
import { newSecret, secretHash } from './secrets.ts';
import { LockOut } from './sign-in/lock-out.ts';
import { checkPassword } from './sign-in/passwords.ts';
import { SecondFactors } from './sign-in/second-factors.ts';
import { Sessions } from './sign-in/sessions.ts';
import { StepUp } from './sign-in/step-up.ts';
import { type OneTimeCodes, Totp } from './sign-in/totp.ts';
import { emailOf, type User } from './user.ts';

export interface AccessPorts {
  readonly users: UserStore;
  readonly workspaces: WorkspaceStore;
  readonly sessions: SessionStore;
  readonly oneTime: OneTimeStore;
  readonly apiKeys: ApiKeyStore;
  readonly invitations: InvitationStore;
  readonly secondFactors: SecondFactorStore;
  readonly codes: OneTimeCodes;
  readonly passwords: PasswordHasher;
  readonly tokens: AccessTokens;
  readonly shared: SharedState;
  readonly atomically: Atomically;
  readonly afterCommit: AfterCommit;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly random: Random;
  readonly emit: Emit;
  readonly recordAction: RecordAction;
  readonly apiToken: string | undefined;
  readonly trustsLocal: boolean;
  readonly secondFactorGraceMs: number;
  readonly accessMs: number;
  readonly refreshMs: number;
}

const LINK_MS = 15 * 60_000;

/** Identities of callers and their permissions, with a front door for each use. */
export class Access {
  readonly authentication: Authentication;
  readonly sessions: Sessions;
  readonly accounts: Accounts;
  readonly apiKeys: ApiKeys;
  readonly members: Members;
  readonly roles: Roles;
  readonly permissions: PermissionChecks;
  readonly secondFactors: SecondFactors;
  readonly impersonation: Impersonation;
  readonly stepUp: StepUp;
  readonly organisation: Organisation;
  readonly operators: Operators;
  readonly invitations: Invitations;
  private readonly ports: AccessPorts;

  constructor(ports: AccessPorts) {
    this.ports = ports;
    this.authentication = new Authentication(ports);
    this.permissions = new PermissionChecks(ports.clock, ports.emit);
    const { authentication } = this;
    const lockOut = new LockOut(ports.shared, ports.clock);
    this.stepUp = new StepUp(ports);
    const totp = new Totp(ports);
    this.secondFactors = new SecondFactors({ ...ports, totp, lockOut, authentication });
    const { secondFactors } = this;
    this.sessions = new Sessions({ ...ports, lockOut, authentication, secondFactors });
    this.impersonation = new Impersonation({ ...ports, lockOut, authentication, secondFactors });
    const signing = this.sessions;
    this.invitations = new Invitations({ ...ports, lockOut, authentication, secondFactors });
    this.accounts = new Accounts({ ...ports, lockOut, signing, invited: this.invitations });
    this.apiKeys = new ApiKeys({ ...ports, store: ports.apiKeys, authentication });
    this.organisation = new Organisation({ ...ports, authentication });
    this.operators = new Operators({ ...ports, authentication });
    this.roles = new Roles({ ...ports, authentication });
    this.members = new Members({ ...ports, signing, authentication });
  }

  /** The organisation of the workspace. */
  async organisationOf(workspaceId: string): Promise<string> {
    return (await this.ports.workspaces.find(workspaceId))?.organisationId ?? LOCAL_ORGANISATION;
  }

  /** Creates the user for the owner of this machine, if local tokens are accepted. */
  async open(): Promise<void> {
    const { trustsLocal, users, atomically, clock } = this.ports;
    if (!trustsLocal || (await users.find(LOCAL_USER))) return;
    const local = { id: LOCAL_USER, email: 'owner@localhost', name: 'Owner of this machine' };
    await atomically(() => this.addOwner({ ...newUser(clock), ...local })).catch((error) => {
      // Another process of the same start was first.
      if (error?.name !== 'UserError') throw error;
    });
  }

  /** A secret with which a browser signs in as the owner of this machine, once, within 15 minutes. */
  async localSignInSecret(): Promise<string> {
    const { random, oneTime, clock } = this.ports;
    const secret = newSecret('aol_', random);
    const expiresAt = new Date(clock.now().getTime() + LINK_MS);
    const link = {
      hash: secretHash(secret),
      purpose: 'SIGN_IN',
      userId: LOCAL_USER,
      expiresAt,
      identity: null,
    } as const;
    await oneTime.add(link);
    return secret;
  }

  /** Creates the first owner of the first workspace. Throws a `UserError`: INVALID_INPUT, or CONFLICT when there is an owner. */
  async createFirstOwner(email: string, name: string, password: string): Promise<User> {
    const { atomically, workspaces, passwords, clock, ids } = this.ports;
    const address = checkedOwner(email, name, password);
    const passwordHash = await passwords.hash(password);
    return atomically(async () => {
      await workspaces.lock(LOCAL_ORGANISATION);
      const members = await workspaces.members(LOCAL_WORKSPACE);
      const owner = members.find(({ roles, userId }) => roles.includes('owner') && userId !== LOCAL_USER);
      if (owner) throw refusedSecondOwner();
      const user = {
        ...newUser(clock),
        id: ids.next('usr'),
        email: address,
        name: nameOf(name) || address,
        passwordHash,
      };
      const first = await this.addOwner(user);
      const by = { userId: null, workspaceId: LOCAL_WORKSPACE };
      await this.ports.recordAction(by, accessAction('user.first-owner-created', 'user', first.id));
      return first;
    });
  }

  private async addOwner(user: User): Promise<User> {
    await this.ports.users.add({ ...user, accountRoles: ['server_operator', 'organisation_admin'] });
    await this.ports.workspaces.setRoles({ workspaceId: LOCAL_WORKSPACE, userId: user.id, roles: ['owner'] });
    return user;
  }
}

function newUser(clock: Clock) {
  const fresh = { passwordHash: null, accountRoles: [], isActive: true, tokenVersion: 1, lastSignInAt: null };
  return { organisationId: LOCAL_ORGANISATION, createdAt: clock.now(), ...fresh };
}

/** Checks the data of a new owner and returns the normal form of the e-mail address. Throws a `UserError` (INVALID_INPUT). */
export function checkedOwner(email: string, name: string, password: string): string {
  const address = emailOf(email);
  if (address === undefined) throw refusedAddress();
  const fault = nameOf(name) === '' ? undefined : faultOfName(name);
  if (fault !== undefined) throw userError('INVALID_INPUT', `name: ${fault}`, ['name']);
  checkPassword(password, [name, ...address.split(/[@.]/)], ['password']);
  return address;
}

function refusedAddress() {
  return userError('INVALID_INPUT', 'email: This is not an e-mail address.', ['email']);
}

function refusedSecondOwner() {
  return userError('CONFLICT', 'There is an owner already. Ask the owner to invite others.');
}
