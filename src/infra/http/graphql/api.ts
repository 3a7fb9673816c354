import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { Actor, Caller } from '../../../domain/access/actor.ts';
import type { Denial } from '../../../domain/access/permission-checks.ts';
import type { Permission } from '../../../domain/access/permissions.ts';
import type { Budget } from '../../../domain/system/budget.ts';

/** What the transports know of an operation's context. */
export interface OperationContext {
  readonly requestId: string;
  /** Through whom it came. */
  readonly caller: Caller;
  /** Who asks, as it stands at the moment. */
  readonly actor: Actor;
  /** Where the operation comes from; null where that is not known. */
  readonly address: string | null;
  /** What it costs; known of a query or mutation once it has been let in, and never of a subscription. */
  budget?: Budget;
}

/** The GraphQL API as the transports see it: handed in, so that no transport knows a resolver. */
export interface GraphqlApi {
  readonly schema: GraphQLSchema;
  /** Subscriptions whose source is a `Followed`: those of one stream can share the work. */
  readonly sharedFields: ReadonlySet<string>;
  /** A context of its own for one operation. */
  contextFor(requestId: string, caller: Caller): OperationContext;
  /** Why the actor may not do what `handler` names, or undefined when it may. */
  denial(actor: Actor, permission: Permission, handler: string): Denial | undefined;
  /** The error as a client may see it. */
  clientError(error: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError;
}
