import type { Actor, Caller } from '../domain/access/actor.ts';
import type { Permission } from '../domain/access/permissions.ts';
import type { OperationWork } from '../domain/shared/slices.ts';
import type { Budget } from '../domain/system/budget.ts';
import type { Node } from './shared/node.ts';

/** The front doors that resolvers call. Each feature adds its own next to its resolvers. */
// biome-ignore lint/suspicious/noEmptyInterface: features add to it by declaration merging.
export interface Doors {}

/** The DataLoaders of one operation. Each feature adds its own next to its resolvers. */
// biome-ignore lint/suspicious/noEmptyInterface: features add to it by declaration merging.
export interface Loaders {}

/** Creates each loader when an operation first uses it. */
export type LoaderFactories = { readonly [Name in keyof Loaders]: (context: Context) => Loaders[Name] };

/** Reads the objects of one type by their ids. */
export interface ReadNode {
  /** The permission that the own field of the type requires. Without it, an id looks unknown. */
  readonly permission: Permission;
  /** Returns null when the workspace has no such object. */
  readonly read: (id: string, context: Context) => Promise<Node | null>;
}

/** The context value of one operation. Every operation on every transport has its own. */
export interface Context extends Doors, Loaders {
  /** The caller of the operation. */
  readonly caller: Caller;
  /** The identity of the request. On a socket its permissions may change while a subscription is open. */
  readonly actor: Actor;
  /** Network address of the caller; null when unknown. */
  readonly address: string | null;
  readonly requestId: string;
  /** For `node(id)`: the reader for each prefix of ids. */
  readonly nodes: Readonly<Record<string, ReadNode>>;
  /** Cost of the operation and points left; set by the transport. */
  budget?: Budget;
  /** Its work on computed texts; set by the transport, never for a subscription. */
  work?: OperationWork;
}

export interface ContextParts {
  readonly doors: Doors;
  readonly loaders: LoaderFactories;
  readonly nodes: Readonly<Record<string, ReadNode>>;
}

/** Creates the context of one operation. */
export type MakeContext = (caller: Caller, requestId: string) => Context;

/**
 * A subscription keeps its context as long as it lasts, and there may be thousands. To keep contexts small, the doors are
 * on the prototype and a loader is created when it is first used.
 */
export function contextsOf({ doors, loaders, nodes }: ContextParts): MakeContext {
  class ServedContext extends OperationContext {}
  Object.assign(ServedContext.prototype, doors, { nodes });
  for (const [name, make] of Object.entries<(context: Context) => unknown>(loaders))
    Object.defineProperty(ServedContext.prototype, name, {
      get(this: Context) {
        const value = make(this);
        Object.defineProperty(this, name, { value });
        return value;
      },
    });
  return (caller, requestId) => new ServedContext(caller, requestId) as OperationContext & Context;
}

class OperationContext {
  readonly caller: Caller;
  readonly requestId: string;
  budget?: Budget;

  constructor(caller: Caller, requestId: string) {
    this.caller = caller;
    this.requestId = requestId;
  }

  get actor(): Actor {
    return this.caller.actor;
  }

  get address(): string | null {
    return this.caller.address;
  }
}
