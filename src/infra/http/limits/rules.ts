import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import {
  type GraphQLError,
  NoFragmentCyclesRule,
  UniqueFragmentNamesRule,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { maxRepeatsRule } from './max-repeats.ts';
import { maxSelectionsRule } from './max-selections.ts';

/** Fields and fragments of a document, each counted wherever it is spread. */
const MAX_SELECTIONS = 500;
const MAX_REPEATS = { selections: 50, directives: 5 };

/** Reports errors as the rules of GraphQL do. By default they throw, which would count as a defect. */
const reported = {
  propagateOnRejection: false,
  onReject: [(context: ValidationContext | null, error: GraphQLError) => context?.reportError(error)],
};

/** Rules that are checked first: the others follow spreads and compare fields with each other. */
export const SIZE_RULES: readonly ValidationRule[] = [
  UniqueFragmentNamesRule,
  NoFragmentCyclesRule,
  maxSelectionsRule(MAX_SELECTIONS),
  maxRepeatsRule(MAX_REPEATS),
];

/** Limits of documents on every transport: a small document could otherwise ask for more than the server can hold. */
export const LIMITS = [
  maxAliasesRule({ n: 15, allowList: [], ...reported }),
  maxDepthRule({ n: 12, ...reported }),
  maxDirectivesRule({ n: 10, ...reported }),
] as readonly unknown[] as readonly ValidationRule[];
