import { createRequire } from 'node:module';
import type { GraphQLFieldResolver } from 'graphql';
import type * as Shield from 'graphql-shield';

const require = createRequire(import.meta.url);

// graphql-shield still uses util.isUndefined, which Node 23 removed. It is loaded as CommonJS, so that it brings the copy of
// graphql that all others use.
const util = require('node:util') as { isUndefined?: (value: unknown) => boolean };
util.isUndefined ??= (value) => value === undefined;

export const { shield, rule, allow, deny } = require('graphql-shield') as typeof Shield;
export type Rule = ReturnType<ReturnType<typeof Shield.rule>>;

type Resolver = GraphQLFieldResolver<unknown, unknown>;
type Guarding = (resolve: Resolver, ...asked: Parameters<Resolver>) => unknown;
/** What a shield generates, by type and field. */
export type Guards = Readonly<Record<string, Readonly<Record<string, Guarding | { readonly resolve: Guarding }>>>>;

/** The resolver of a field behind its guard. Throws when it has none. */
export function guarded(resolve: Resolver, guards: Guards, type: string, field: string): Resolver {
  const guard = guards[type]?.[field];
  if (!guard) throw new Error(`${type}.${field} has no guard.`);
  const guarding = typeof guard === 'function' ? guard : guard.resolve;
  return (...asked) => guarding(resolve, ...asked);
}
