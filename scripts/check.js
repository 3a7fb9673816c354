// Runs every check that must pass before a commit. A failed step does not stop the others, so one run shows all problems.
import './preflight.js';
import { availableParallelism } from 'node:os';
import { runStep } from './run-step.js';

const steps = [
  {
    name: 'schema',
    command: ['node', '--import', 'tsx', 'scripts/emit-schema.ts', '--check'],
    fix: 'npm run schema',
  },
  { name: 'codegen', command: ['graphql-codegen', '--config', 'codegen.ts', '--check'], fix: 'npm run codegen' },
  { name: 'docs', command: ['node', '--import', 'tsx', 'scripts/emit-docs.ts', '--check'], fix: 'npm run docs' },
  { name: 'lint', command: ['biome', 'ci', '--colors=off', '.'], fix: 'npx biome check --write .' },
  { name: 'schema lint', command: ['eslint', '--config', 'schema/eslint.config.js', '--max-warnings=0', 'schema'] },
  { name: 'types', command: ['tsc', '--noEmit'] },
  { name: 'types of web/', command: ['tsc', '--noEmit', '-p', 'web/tsconfig.json'] },
  { name: 'types of bench/', command: ['tsc', '--noEmit', '-p', 'bench/tsconfig.json'] },
  { name: 'tests', command: ['vitest', 'run'], live: true },
];

const wanted = process.argv.includes('--except-tests') ? steps.filter((step) => step.name !== 'tests') : steps;
const failed = [];
// Runs as many steps at once as there are processors. A step that writes to the terminal itself runs alone, at the end.
const waiting = wanted.filter(({ live }) => !live).values();
await Promise.all(Array.from({ length: availableParallelism() }, () => runAll(waiting)));
await runAll(wanted.filter(({ live }) => live));
console.log(failed.length === 0 ? 'check: passed' : `check: failed: ${failed.join(', ')}`);
if (failed.length > 0) process.exitCode = 1;

async function runAll(steps) {
  for (const step of steps) if (!(await runStep(step))) failed.push(step.name);
}
