import { createRequire } from 'node:module';
import type { GraphQLFieldResolver } from 'graphql';
import type * as Shield from 'graphql-shield';

const require = createRequire(import.meta.url);

// graphql-shield still uses util.isUndefined, which Node 23 removed. It is loaded as CommonJS, so that it loads the same
// copy of graphql as all other packages.
const util = require('node:util') as { isUndefined?: (value: unknown) => boolean };
util.isUndefined ??= (value) => value === undefined;

export const { shield, rule, allow, deny } = require('graphql-shield') as typeof Shield;
export type Rule = ReturnType<ReturnType<typeof Shield.rule>>;

type Resolver = GraphQLFieldResolver<unknown, unknown>;
type Guarding = (resolve: Resolver, ...asked: Parameters<Resolver>) => unknown;
/** The guards that a shield generates, by type and field. */
export type Guards = Readonly<Record<string, Readonly<Record<string, Guarding | { readonly resolve: Guarding }>>>>;

/** Puts the guard of a field before its resolver. Throws when the field has no guard. */
export function guarded(resolve: Resolver, guards: Guards, type: string, field: string): Resolver {
  const guard = guards[type]?.[field];
  if (!guard) throw new Error(`${type}.${field} has no guard.`);
  const guarding = typeof guard === 'function' ? guard : guard.resolve;
  return (...asked) => guarding(resolve, ...asked);
}
