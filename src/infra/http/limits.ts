import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import type { ValidationRule } from 'graphql';

/** Longest document that is parsed, in tokens. */
export const MAX_TOKENS = 5_000;

/** What a document may not do, on any transport: a small one could otherwise ask for more than the server can hold. */
export const LIMITS = [
  maxAliasesRule({ n: 15, allowList: [] }),
  maxDepthRule({ n: 12 }),
  maxDirectivesRule({ n: 10 }),
] as readonly unknown[] as readonly ValidationRule[];
