import type { IncomingMessage } from 'node:http';
import { type Actor, ANONYMOUS, type Caller } from '../../../domain/access/actor.ts';
import type { Authentication, Shown } from '../../../domain/access/authentication.ts';
import { CLOSE_CODES } from '../socket/close-codes.ts';
import { actorBy } from './caller.ts';
import type { Credentials } from './credentials.ts';

export interface ConnectionAuthPorts {
  readonly credentials: Pick<Credentials, 'shownBy' | 'addressOf'>;
  readonly authentication: Pick<Authentication, 'actorOf'>;
}

/** A connection that stays open: a WebSocket or an event stream. */
export interface Connection {
  close(code: number, reason: string): void;
}

/** The caller on a connection that stays open. Its permissions are checked again while the connection is open. */
export class ConnectionAuth implements Caller {
  /** Together with the cache of the authentication: a permission that is revoked is gone within 5 s. */
  static readonly EVERY_MS = 2_000;

  readonly address: string | null;
  private current: Actor;
  private readonly socket: Connection;
  private readonly shown: Shown | undefined;
  private readonly authentication: Pick<Authentication, 'actorOf'>;

  private constructor(
    socket: Connection,
    actor: Actor,
    { shown, address }: { readonly shown: Shown | undefined; readonly address: string | null },
    authentication: Pick<Authentication, 'actorOf'>,
  ) {
    this.socket = socket;
    this.current = actor;
    this.address = address;
    this.shown = shown;
    this.authentication = authentication;
  }

  /** The caller, by the credential in its greeting or else in its request. undefined, and the socket closed, when it is not valid. */
  static async on(
    socket: Connection,
    request: IncomingMessage,
    greeting: Readonly<Record<string, unknown>> | undefined,
    { credentials, authentication }: ConnectionAuthPorts,
  ): Promise<ConnectionAuth | undefined> {
    const shown = credentials.shownBy(request, authorizationIn(greeting));
    const address = credentials.addressOf(request);
    const actor = await actorBy(shown, authentication);
    if (actor) return new ConnectionAuth(socket, actor, { shown, address }, authentication);
    socket.close(CLOSE_CODES.UNAUTHENTICATED.code, 'Sign in first.');
    return undefined;
  }

  get actor(): Actor {
    return this.current;
  }

  /** Closes the connection when the permissions of its caller are not those it was opened with. */
  async revalidate(): Promise<void> {
    if (this.shown === undefined) return;
    const actor = await actorBy(this.shown, this.authentication);
    if (actor && isSame(actor, this.current)) return;
    this.current = ANONYMOUS;
    const { PERMISSIONS_CHANGED, UNAUTHENTICATED } = CLOSE_CODES;
    if (actor)
      this.socket.close(PERMISSIONS_CHANGED.code, 'Your rights have changed. Connect again, with your cursor.');
    else this.socket.close(UNAUTHENTICATED.code, 'Sign in again, and go on with your cursor.');
  }
}

function authorizationIn(greeting: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const given = greeting?.authorization ?? greeting?.Authorization;
  // A value that is not a string is an invalid credential, not a missing one.
  return typeof given === 'string' ? given : given === undefined || given === null ? undefined : '';
}

/** Roles are compared besides permissions: an owner holds no more than an administrator, but may change owners. */
function isSame(one: Actor, other: Actor): boolean {
  return isSameSet(one.permissions, other.permissions) && isSameSet(new Set(one.roles), new Set(other.roles));
}

function isSameSet<T>(one: ReadonlySet<T>, other: ReadonlySet<T>): boolean {
  return one === other || (one.size === other.size && [...one].every((item) => other.has(item)));
}
