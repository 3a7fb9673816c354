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

/** Longest document that is parsed, in tokens. */
export const MAX_TOKENS = 5_000;
/** Most fields and fragments of a document, each counted wherever it is spread. */
const MAX_SELECTIONS = 500;
const MAX_REPEATS = { selections: 50, directives: 5 };

/** Reports like the rules of GraphQL itself. Thrown, as is their default, it would pass for a defect. */
const reported = {
  propagateOnRejection: false,
  onReject: [(context: ValidationContext | null, error: GraphQLError) => context?.reportError(error)],
};

/** What has to hold before anything else is looked at: the other rules follow spreads, and compare fields with each other. */
export const SIZE_RULES: readonly ValidationRule[] = [
  UniqueFragmentNamesRule,
  NoFragmentCyclesRule,
  maxSelectionsRule(MAX_SELECTIONS),
  maxRepeatsRule(MAX_REPEATS),
];

/** What a document may not do, on any transport: a small one could otherwise ask for more than the server can hold. */
export const LIMITS = [
  maxAliasesRule({ n: 15, allowList: [], ...reported }),
  maxDepthRule({ n: 12, ...reported }),
  maxDirectivesRule({ n: 10, ...reported }),
] as readonly unknown[] as readonly ValidationRule[];
