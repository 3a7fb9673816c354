#!/usr/bin/env node
import '../scripts/preflight.js';

const main = new URL('../dist/src/main.js', import.meta.url).href;

// No top-level await and no other import: an old Node has to get as far as the sentence of preflight.js.
import(main).catch((error) => {
  if (error.code !== 'ERR_MODULE_NOT_FOUND' || error.url !== main) throw error;
  console.error('Aragora is not built yet: run `npm ci`, or `npm run build` where the dependencies are installed.');
  process.exitCode = 1;
});
