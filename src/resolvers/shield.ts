import { createRequire } from 'node:module';
import type * as Middleware from 'graphql-middleware';
import type * as Shield from 'graphql-shield';

const require = createRequire(import.meta.url);

// graphql-shield still uses util.isUndefined, which Node 23 removed. Both packages are loaded as CommonJS, because each
// recognises only the rules of the same copy of the other.
const util = require('node:util') as { isUndefined?: (value: unknown) => boolean };
util.isUndefined ??= (value) => value === undefined;

export const { shield, rule, allow, deny } = require('graphql-shield') as typeof Shield;
export const { applyMiddleware } = require('graphql-middleware') as typeof Middleware;
export type Rule = ReturnType<ReturnType<typeof Shield.rule>>;
