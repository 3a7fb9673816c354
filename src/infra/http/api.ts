import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { Caller } from '../../domain/access/actor.ts';

/** What the transports know of an operation's context. */
export interface OperationContext {
  readonly requestId: string;
}

/** The GraphQL API as the transports see it: handed in, so that no transport knows a resolver. */
export interface GraphqlApi {
  readonly schema: GraphQLSchema;
  /** A context of its own for one operation. */
  contextFor(requestId: string, caller: Caller): OperationContext;
  /** The error as a client may see it. */
  clientError(error: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError;
}
