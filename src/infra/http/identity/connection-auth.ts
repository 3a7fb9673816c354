import type { IncomingMessage } from 'node:http';
import { type Actor, ANONYMOUS, type Caller } from '../../../domain/access/actor.ts';
import type { Authentication, Shown } from '../../../domain/access/authentication.ts';
import { actorBy } from './caller.ts';
import type { Credentials } from './credentials.ts';

/** Who it was is not known any more: sign in again. */
const UNAUTHENTICATED = 4401;
/** Its rights are others now: connect again to have them. */
const RIGHTS_CHANGED = 4403;

export interface ConnectionAuthPorts {
  readonly credentials: Pick<Credentials, 'shownBy' | 'addressOf'>;
  readonly authentication: Pick<Authentication, 'actorOf'>;
}

/** What a caller stays connected by. */
export interface Connection {
  close(code: number, reason: string): void;
}

/** Whoever speaks through a connection that stays. It was let in once, and is looked at again and again. */
export class ConnectionAuth implements Caller {
  /** With what the authentication keeps, a right that is taken away is gone within 5 s. */
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

  /** The caller by what its greeting shows, or else its request; undefined, with the socket closed, when that is not good. */
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
    socket.close(UNAUTHENTICATED, 'Sign in first.');
    return undefined;
  }

  get actor(): Actor {
    return this.current;
  }

  /** Closes the socket when whoever is on it may do other things than when it came. */
  async revalidate(): Promise<void> {
    if (this.shown === undefined) return;
    const actor = await actorBy(this.shown, this.authentication);
    if (actor && isSame(actor, this.current)) return;
    this.current = ANONYMOUS;
    if (actor) this.socket.close(RIGHTS_CHANGED, 'Your rights have changed. Connect again, with your cursor.');
    else this.socket.close(UNAUTHENTICATED, 'Sign in again, and go on with your cursor.');
  }
}

function authorizationIn(greeting: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const given = greeting?.authorization ?? greeting?.Authorization;
  // Something else than text is a credential that is not good, not the lack of one.
  return typeof given === 'string' ? given : given === undefined || given === null ? undefined : '';
}

/** Roles count besides what they hold: an owner may deal in owners, and an administrator holds as much. */
function isSame(one: Actor, other: Actor): boolean {
  return isSameSet(one.permissions, other.permissions) && isSameSet(new Set(one.roles), new Set(other.roles));
}

function isSameSet<T>(one: ReadonlySet<T>, other: ReadonlySet<T>): boolean {
  return one === other || (one.size === other.size && [...one].every((item) => other.has(item)));
}
