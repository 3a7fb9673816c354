import type { Actor, Caller } from '../domain/access/actor.ts';
import type { Budget } from '../domain/system/budget.ts';
import type { Node } from './shared/node.ts';

/** The front doors that resolvers call. Each feature adds its own, beside its resolvers. */
// biome-ignore lint/suspicious/noEmptyInterface: features add to it by declaration merging.
export interface Doors {}

/** The DataLoaders of one operation. Each feature adds its own, beside its resolvers. */
// biome-ignore lint/suspicious/noEmptyInterface: features add to it by declaration merging.
export interface Loaders {}

/** Makes each loader when an operation first uses it. */
export type LoaderFactories = { readonly [Name in keyof Loaders]: (context: Context) => Loaders[Name] };

/** Reads what has this id; null when the workspace has no such thing. */
export type ReadNode = (id: string, context: Context) => Promise<Node | null>;

/** What one operation is executed with; every operation, on every transport, has its own. */
export interface Context extends Doors, Loaders {
  /** Through whom the operation came. */
  readonly caller: Caller;
  /** Who asks. On a socket its rights may change while a subscription is open. */
  readonly actor: Actor;
  /** Where the operation comes from; null where that is not known. */
  readonly address: string | null;
  readonly requestId: string;
  /** How `node(id)` reads an id, by its prefix. */
  readonly nodes: Readonly<Record<string, ReadNode>>;
  /** What the operation costs, and what is left; set by the transport that let it in. */
  budget?: Budget;
}

export interface ContextParts {
  readonly doors: Doors;
  readonly loaders: LoaderFactories;
  readonly nodes: Readonly<Record<string, ReadNode>>;
}

/** Makes the context of one operation. */
export type MakeContext = (caller: Caller, requestId: string) => Context;

/**
 * A subscription keeps its context as long as it lasts, and there may be thousands: the doors stand on the prototype, and a
 * loader is made when it is first used.
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
