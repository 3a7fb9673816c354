import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import type { GraphQLError, ValidationContext, ValidationRule } from 'graphql';

/** Longest document that is parsed, in tokens. */
export const MAX_TOKENS = 5_000;

/** Reports like the rules of GraphQL itself. Thrown, as is their default, it would pass for a defect. */
const reported = {
  propagateOnRejection: false,
  onReject: [(context: ValidationContext | null, error: GraphQLError) => context?.reportError(error)],
};

/** What a document may not do, on any transport: a small one could otherwise ask for more than the server can hold. */
export const LIMITS = [
  maxAliasesRule({ n: 15, allowList: [], ...reported }),
  maxDepthRule({ n: 12, ...reported }),
  maxDirectivesRule({ n: 10, ...reported }),
] as readonly unknown[] as readonly ValidationRule[];
