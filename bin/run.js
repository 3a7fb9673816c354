import '../scripts/preflight.js';
import { fileURLToPath } from 'node:url';

const main = new URL('../dist/server/main.js', import.meta.url).href;
/** Beside what was built: what lies in a folder that others can write to must not be run. */
const compiled = fileURLToPath(new URL('../dist/compile-cache', import.meta.url));

// A server that has only begun to start survives them too.
if (process.argv[2] === 'serve') for (const signal of ['SIGHUP', 'SIGUSR2']) process.on(signal, () => {});

// No top-level await and no static import of what is newer: an old Node has to get as far as the sentence of preflight.js.
Promise.all([import('node:module'), import('node:v8')])
  .then(([{ enableCompileCache }, { setFlagsFromString }]) => {
    // A server that rests for some seconds would forget what it has compiled, and be slower after each rest.
    setFlagsFromString('--no-flush-bytecode');
    // Compiled at the first start, loaded at all others. Where it cannot be written, there is none.
    enableCompileCache(compiled);
    return import(main);
  })
  .catch((error) => {
    if (error.code !== 'ERR_MODULE_NOT_FOUND' || error.url !== main) throw error;
    console.error('Aragora is not built yet: run `npm ci`, or `npm run build` where the dependencies are installed.');
    process.exitCode = 1;
  });
