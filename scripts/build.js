// Builds dist/: src/ and migrations/ by tsc, web/ by Vite. What was made of older sources does not stay behind.
import './preflight.js';
import { rmSync } from 'node:fs';
import { runStep } from './run-step.js';

for (const folder of ['src', 'migrations', 'compile-cache']) {
  rmSync(new URL(`../dist/${folder}`, import.meta.url), { recursive: true, force: true });
}

const built = await Promise.all([
  runStep({ name: 'tsc: dist/src, dist/migrations', command: ['tsc', '-p', 'tsconfig.build.json'] }),
  runStep({ name: 'vite: dist/web', command: ['vite', 'build', '--config', 'web/vite.config.ts'] }),
]);
if (built.includes(false)) process.exitCode = 1;
