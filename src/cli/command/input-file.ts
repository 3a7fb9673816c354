import { createReadStream } from 'node:fs';
import { reasonOf } from '../server/api.ts';
import { CommandFailure } from './failure.ts';

/** As a file argument, `-` is standard input. A file of this name is written `./-`. */
const STDIN = '-';

/** What a file argument names. */
export interface InputKind {
  /** With its article: `a receipt`. */
  readonly what: string;
  readonly maxBytes: number;
  /** What else the argument may be, for the error of a missing file. */
  readonly advice?: string;
}

/** The name of a file argument in messages. */
export function inputName(file: string): string {
  return file === STDIN ? 'standard input' : file;
}

/** The error of a command with several file arguments that are `-`; undefined if there is none. */
export function stdinMistake(files: readonly (string | undefined)[]): string | undefined {
  return files.filter((file) => file === STDIN).length > 1
    ? 'error: only one argument can be -, because standard input can be read only once'
    : undefined;
}

/** Reads a file or standard input up to its end. Throws a `CommandFailure` if it cannot be read or is too large. */
export async function readInput(file: string, kind: InputKind): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // The size is not checked first: a pipe has none.
  for await (const chunk of inputParts(file, kind)) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > kind.maxBytes) throw tooLarge(file, kind);
  }
  return Buffer.concat(chunks);
}

/** The content of a file or of standard input in parts, of any size. */
export async function* inputParts(file: string, kind: Omit<InputKind, 'maxBytes'>): AsyncGenerator<Buffer> {
  const source = file === STDIN ? process.stdin : createReadStream(file);
  try {
    for await (const chunk of source) yield chunk as Buffer;
  } catch (error) {
    throw new CommandFailure(unreadable(file, error as NodeJS.ErrnoException, kind));
  }
}

function tooLarge(file: string, { what, maxBytes }: InputKind): CommandFailure {
  return new CommandFailure(`${inputName(file)} is larger than ${maxBytes / 1_000_000} MB, the limit for ${what}.`);
}

function unreadable(file: string, error: NodeJS.ErrnoException, { what, advice }: Omit<InputKind, 'maxBytes'>): string {
  const name = inputName(file);
  if (error.code === 'ENOENT') return `There is no file ${name}.${advice === undefined ? '' : ` ${advice}`}`;
  if (error.code === 'EISDIR') return `${name} is a folder. Name ${what} in it.`;
  if (error.code === 'EACCES') return `You have no permission to read ${name}. Change its permissions, or copy it.`;
  return `${name} cannot be read: ${reasonOf(error)}`;
}
