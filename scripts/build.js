// Builds dist/ with Vite: the server from src/ and migrations/, the playground from web/. It deletes the results of earlier
// builds first.
import './preflight.js';
import { rmSync } from 'node:fs';
import { runStep } from './run-step.js';

rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true });

const built = await Promise.all([
  runStep({ name: 'dist/server', command: ['vite', 'build', '--config', 'scripts/server.vite.config.ts'] }),
  runStep({ name: 'dist/web', command: ['vite', 'build', '--config', 'web/vite.config.ts'] }),
]);
if (built.includes(false)) process.exitCode = 1;
