import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { Actor, Caller } from '../../../domain/access/actor.ts';
import type { Denial } from '../../../domain/access/permission-checks.ts';
import type { Permission } from '../../../domain/access/permissions.ts';
import type { Proof } from '../../../domain/access/sign-in/step-up.ts';
import type { OperationWork } from '../../../domain/shared/slices.ts';
import type { Budget } from '../../../domain/system/budget.ts';

/** What the transports use of an operation's context. */
export interface OperationContext {
  readonly requestId: string;
  /** The connection or request it came through. */
  readonly caller: Caller;
  /** The actor, as it is now. */
  readonly actor: Actor;
  /** The address of the client; null when that is not known. */
  readonly address: string | null;
  /** Its cost and what is left; set when a query or mutation is admitted, never for a subscription. */
  budget?: Budget;
  /** Its work on computed texts; set with the budget. */
  work?: OperationWork;
}

/** The GraphQL API as the transports see it. It is handed in, so that no transport depends on a resolver. */
export interface GraphqlApi {
  readonly schema: GraphQLSchema;
  /** Subscription fields whose source is a `Followed`: subscriptions to one stream can share the work. */
  readonly sharedFields: ReadonlySet<string>;
  /** Longest answer, in bytes. */
  readonly maxAnswerBytes: number;
  /** A new context for one operation. */
  contextFor(requestId: string, caller: Caller): OperationContext;
  /** Why the actor may not use `handler`, or undefined when it may. */
  denial(actor: Actor, permission: Permission, handler: string): Denial | undefined;
  /** Throws a `UserError` (STEP_UP_REQUIRED) for an actor without this proof of its identity. */
  requireProof(actor: Actor, proof: Proof): Promise<void>;
  /** The error as a client may see it. */
  clientError(error: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError;
}
