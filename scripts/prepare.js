// npm runs this after `npm ci`, so that a clone is ready to start. It builds when the build tools are installed.
import './preflight.js';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

if (sourcesAreHere() && isInstalled('vite')) {
  await import('./build.js');
} else if (!existsSync(new URL('../dist/server/main.js', import.meta.url))) {
  console.error(
    'Aragora is not built and the build tools are not installed: run `npm ci` without --omit=dev, ' +
      'or put a built dist/ here before `npm ci --omit=dev`.',
  );
  process.exitCode = 1;
}

// A packed install contains dist/ and no sources.
function sourcesAreHere() {
  return existsSync(new URL('../src/main.ts', import.meta.url));
}

function isInstalled(name) {
  try {
    createRequire(import.meta.url).resolve(`${name}/package.json`);
    return true;
  } catch {
    return false;
  }
}
