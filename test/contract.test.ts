import { readFileSync } from 'node:fs';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { findBreakingChanges, lexicographicSortSchema, buildSchema as parseSchema, validateSchema } from 'graphql';
import { expect, it } from 'vitest';
import { serverSchema } from '../src/app/schema.ts';

const committed = readFileSync(new URL('../schema/schema.graphql', import.meta.url), 'utf8');

it('schema/schema.graphql is what the resolvers make (else: npm run schema)', async () => {
  expect(committed).toBe(`${printSchemaWithDirectives(lexicographicSortSchema(await serverSchema()))}\n`);
});

it('schema/schema.graphql is a valid schema by itself, and the same to a client', async () => {
  const schema = parseSchema(committed);
  expect(validateSchema(schema)).toEqual([]);
  expect(findBreakingChanges(schema, await serverSchema())).toEqual([]);
  expect(findBreakingChanges(await serverSchema(), schema)).toEqual([]);
});

it('schema/schema.graphql shows the permission of every root field', () => {
  const schema = parseSchema(committed);
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const root of roots) {
    for (const { name, astNode } of Object.values(root?.getFields() ?? {})) {
      const directives = astNode?.directives?.map((directive) => directive.name.value);
      expect([name, directives]).toEqual([name, ['requires']]);
    }
  }
});
