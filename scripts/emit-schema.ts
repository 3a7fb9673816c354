// Writes schema/schema.graphql, or with --check says whether it is what the resolvers make.
import { readFileSync, writeFileSync } from 'node:fs';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { lexicographicSortSchema } from 'graphql';
import { serverSchema } from '../src/app/schema.ts';

const path = new URL('../schema/schema.graphql', import.meta.url);
const text = `${printSchemaWithDirectives(lexicographicSortSchema(await serverSchema()))}\n`;

if (!process.argv.includes('--check')) writeFileSync(path, text);
else if (readFileSync(path, 'utf8') !== text) {
  console.error('schema/schema.graphql is not what the resolvers make. Run `npm run schema`.');
  process.exitCode = 1;
}
