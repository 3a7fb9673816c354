import { readFileSync } from 'node:fs';
import type { PGliteOptions } from '@electric-sql/pglite';

type Engine = NonNullable<PGliteOptions['pgliteWasmModule']>;

/** Of Node's types it is missing. */
declare const WebAssembly: { compile(file: Uint8Array): Promise<Engine> };

/** PGlite keeps it beside its code. */
const FILE = new URL('pglite.wasm', import.meta.resolve('@electric-sql/pglite'));

let compiled: Promise<Engine> | undefined;

/** The embedded database's engine, compiled once for the process, by threads beside the one that calls. */
export function engine(): Promise<Engine> {
  // Read at once: what is read piece by piece would wait for a thread that is busy with loading the rest.
  compiled ??= WebAssembly.compile(readFileSync(FILE));
  // The caller that awaits it gets the error; a caller that only starts it does not.
  compiled.catch(() => {});
  return compiled;
}
