import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { Actor, Caller } from '../../domain/access/actor.ts';

/** What the transports know of an operation's context. */
export interface OperationContext {
  readonly requestId: string;
  /** Who asks, as it stands at the moment. */
  readonly actor: Actor;
}

/** The GraphQL API as the transports see it: handed in, so that no transport knows a resolver. */
export interface GraphqlApi {
  readonly schema: GraphQLSchema;
  /** Subscriptions whose source is a `Followed`: those of one stream can share the work. */
  readonly sharedFields: ReadonlySet<string>;
  /** A context of its own for one operation. */
  contextFor(requestId: string, caller: Caller): OperationContext;
  /** The error as a client may see it. */
  clientError(error: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError;
}
