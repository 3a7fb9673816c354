// Writes schema/schema.graphql. With --check it only reports whether the file matches the resolvers.
import { readFileSync, writeFileSync } from 'node:fs';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { lexicographicSortSchema } from 'graphql';
import { serverSchema } from '../src/app/schema.ts';

const path = new URL('../schema/schema.graphql', import.meta.url);
const text = `${printSchemaWithDirectives(lexicographicSortSchema(await serverSchema()))}\n`;

if (!process.argv.includes('--check')) writeFileSync(path, text);
else if (readFileSync(path, 'utf8') !== text) {
  console.error('schema/schema.graphql does not match the resolvers. Run `npm run schema`.');
  process.exitCode = 1;
}
