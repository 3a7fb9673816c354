import { readFileSync } from 'node:fs';
import type { PGliteOptions } from '@electric-sql/pglite';

type Engine = NonNullable<PGliteOptions['pgliteWasmModule']>;

/** Missing in the types of Node. */
declare const WebAssembly: { compile(file: Uint8Array): Promise<Engine> };

/** PGlite stores the file beside its code. */
const FILE = new URL('pglite.wasm', import.meta.resolve('@electric-sql/pglite'));

let compiled: Promise<Engine> | undefined;

/** The engine of the embedded database, compiled once for the process, on threads other than the calling one. */
export function engine(): Promise<Engine> {
  // Read synchronously: an asynchronous read would wait for a thread that is busy loading other files.
  compiled ??= WebAssembly.compile(readFileSync(FILE));
  // The caller that awaits the engine gets the error; a caller that only starts the compilation does not.
  compiled.catch(() => {});
  return compiled;
}
