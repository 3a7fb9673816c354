import { notFound, UserError, type UserErrorDetail, userError } from '../shared/errors.ts';
import type { AfterCommit, Atomically, Clock, Ids, Random } from '../shared/ports.ts';
import { checkCount } from '../shared/shapes/item-count.ts';
import { faultOfName, nameOf } from '../shared/text/names.ts';
import { accessAction } from './access-action.ts';
import { type Actor, refuseApiToken, refuseLesserLocal } from './actor.ts';
import { isAddressOrNetwork } from './addresses.ts';
import type { ApiKey } from './api-key.ts';
import { API_KEY_PREFIX, type Authentication } from './authentication.ts';
import { requireStillIn, type StillInPorts } from './grants.ts';
import { isPermission, type Permission } from './permissions.ts';
import type { ApiKeyStore, RecordAction } from './ports.ts';
import { newSecret, secretHash } from './secrets.ts';

export interface ApiKeysPorts extends StillInPorts {
  readonly store: ApiKeyStore;
  readonly authentication: Pick<Authentication, 'forget'>;
  readonly atomically: Atomically;
  readonly afterCommit: AfterCommit;
  readonly recordAction: RecordAction;
  readonly ids: Ids;
  readonly random: Random;
  readonly clock: Clock;
}

interface CreateApiKey {
  readonly name: string;
  /** Permissions of the key. Default: all that the caller has now. */
  readonly scopes?: readonly string[] | null | undefined;
  readonly addresses?: readonly string[] | undefined;
  /** Default: 365 days from now. */
  readonly expiresAt?: Date | null | undefined;
}

const DAYS = 24 * 3_600_000;
const USUAL_MS = 365 * DAYS;
/** Most addresses and networks of one key. */
export const MAX_ADDRESSES = 50;
const MAX_SCOPES = 100;
/** `ara_` and eight characters: enough to recognise a key, too few to guess it. */
const PREFIX_LENGTH = 12;

/** Credentials for programs. */
export class ApiKeys {
  private readonly ports: ApiKeysPorts;

  constructor(ports: ApiKeysPorts) {
    this.ports = ports;
  }

  list({ userId, workspaceId }: Actor): Promise<readonly ApiKey[]> {
    return this.ports.store.listOf(userId, workspaceId);
  }

  /** A key of the caller in its workspace; undefined for any other id. */
  async find(actor: Actor, id: string): Promise<ApiKey | undefined> {
    return (await this.list(actor)).find((key) => key.id === id);
  }

  /** Creates a key. Its secret is returned only once. Throws a `UserError`: INVALID_INPUT, CONFLICT. */
  async create(actor: Actor, input: CreateApiKey): Promise<{ readonly key: ApiKey; readonly secret: string }> {
    refuseApiToken(actor);
    refuseLesserLocal(actor);
    // The new key would escape the limits of the caller: the scopes, addresses and expiry of a key, or the secret and address
    // of a service.
    if (actor.apiKeyId !== null || actor.credential === 'SERVICE')
      throw userError('CONFLICT', 'API keys and services cannot create an API key. Sign in to create one.');
    const { store, ids, random, clock } = this.ports;
    const now = clock.now();
    const problems = problemsOf(actor, input, now);
    if (problems.length > 0) throw new UserError(problems);
    const { addresses = [], expiresAt } = input;
    // Written down now: what its user is given later, or was withheld at this moment, is never part of the key.
    const scopes = [...new Set((input.scopes as readonly Permission[] | null | undefined) ?? actor.permissions)];
    const secret = newSecret(API_KEY_PREFIX, random);
    const key: ApiKey = {
      id: ids.next('key'),
      userId: actor.userId,
      workspaceId: actor.workspaceId,
      name: nameOf(input.name),
      prefix: secret.slice(0, PREFIX_LENGTH),
      scopes,
      addresses,
      createdAt: now,
      expiresAt: expiresAt ?? new Date(now.getTime() + USUAL_MS),
      lastUsedAt: null,
      revokedAt: null,
    };
    await this.ports.atomically(async () => {
      await requireStillIn(this.ports, actor);
      await store.add(key, secretHash(secret));
      const { name, prefix } = key;
      await this.ports.recordAction(actor, accessAction('api-key.created', 'api-key', key.id, { name, prefix }));
    });
    return { key, secret };
  }

  /** Revokes a key. Throws a `UserError`: NOT_FOUND when the user has no such key in the workspace, CONFLICT. */
  async revoke(actor: Actor, { id }: { readonly id: string }): Promise<ApiKey> {
    refuseLesserLocal(actor);
    const { atomically, afterCommit, store, clock, recordAction, authentication } = this.ports;
    const key = await atomically(async () => {
      const revoked = await store.revoke(id, actor.userId, actor.workspaceId, clock.now());
      if (!revoked) throw notFound(id);
      await recordAction(actor, accessAction('api-key.revoked', 'api-key', id));
      return revoked;
    });
    await afterCommit(() => authentication.forget());
    return key;
  }

  /** Revokes every key of the caller in its workspace. Returns those that were not revoked before. */
  async revokeAll(actor: Actor): Promise<readonly ApiKey[]> {
    refuseLesserLocal(actor);
    const { atomically, afterCommit, store, clock, recordAction, authentication } = this.ports;
    const keys = await atomically(async () => {
      const revoked = await store.revokeAll(actor.userId, actor.workspaceId, clock.now());
      for (const { id } of revoked) await recordAction(actor, accessAction('api-key.revoked', 'api-key', id));
      return revoked;
    });
    await afterCommit(() => authentication.forget());
    return keys;
  }
}

function problemsOf({ permissions }: Actor, input: CreateApiKey, now: Date): readonly UserErrorDetail[] {
  const { name, scopes, addresses = [], expiresAt } = input;
  checkCount('scopes', scopes, MAX_SCOPES);
  checkCount('addresses', addresses, MAX_ADDRESSES);
  const problems: UserErrorDetail[] = [];
  const add = (field: string, message: string) =>
    problems.push({ code: 'INVALID_INPUT', field: [field], message: `${field}: ${message}` });
  const fault = faultOfName(name);
  if (fault !== undefined) add('name', fault);
  for (const scope of scopes ?? []) {
    if (!isPermission(scope)) add('scopes', `There is no permission ${scope.slice(0, 50)}.`);
    else if (!permissions.has(scope)) add('scopes', `You do not have ${scope}, so your key cannot have it.`);
  }
  if (scopes?.length === 0) add('scopes', 'A key without permissions is of no use. Name some, or omit the field.');
  for (const address of addresses) {
    if (!isAddressOrNetwork(address)) add('addresses', `${address.slice(0, 50)} is not an IP address or network.`);
  }
  if (expiresAt && expiresAt <= now) add('expiresAt', 'The time is in the past.');
  return problems;
}
