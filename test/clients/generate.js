// Generates the types and documents of the clients from schema/schema.graphql, in folders `generated`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';

const SCHEMA = '../../schema/schema.graphql';

const generators = [
  ['graphql-codegen', '--config', 'codegen.ts'],
  ['relay-compiler'],
  ['gql.tada', 'generate-output'],
  [
    'genql',
    '--schema',
    SCHEMA,
    '--output',
    'genql/generated',
    '-S',
    'DateTime:string',
    '-S',
    'LocalDate:string',
    '-S',
    'SafeInt:number',
  ],
];

// The compiler of Relay does not create its folder.
mkdirSync(new URL('relay/generated', import.meta.url), { recursive: true });

const codes = await Promise.all(generators.map(run));
process.exitCode = codes.every((code) => code === 0) ? 0 : 1;

// The output of a generator is shown only when it fails.
async function run([command, ...options]) {
  const child = spawn(command, options, { cwd: import.meta.dirname, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(chunk));
  const [code] = await once(child, 'close');
  if (code !== 0) console.error(`${command} failed\n${Buffer.concat(output)}`);
  return code;
}
