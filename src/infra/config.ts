import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { ConfigError, mistake } from './config/config-error.ts';
import { missingEncryptionKey } from './config/encryption-keys.ts';
import { unusedWarnings } from './config/unused.ts';
import type { Variable } from './config/variable.ts';
import { type VariableName, variables } from './config/variables.ts';

type Table = typeof variables;
type ValueOf<V> = V extends Variable<infer T, infer Default> ? (Default extends string ? T : T | undefined) : never;

/** The settings of one process: a value for each variable, and lines about variables that are set in vain. */
export type Config = { readonly [Key in keyof Table]: ValueOf<Table[Key]> } & { readonly warnings: readonly string[] };

const SUPABASE = ['SUPABASE_URL', 'SUPABASE_KEY'];

/** Reads the settings out of `env`, where an empty text counts as not set; throws one `ConfigError` with every mistake. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const values: Record<string, unknown> = {};
  const mistakes: string[] = [];
  for (const [key, variable] of Object.entries<Variable>(variables)) {
    const given = env[variable.name]?.trim() || variable.default;
    if (given === undefined) continue;
    const read = variable.type.safeParse(given);
    if (read.success) values[key] = read.data;
    else mistakes.push(mistake(variable, given, read.error));
  }
  const set = Object.keys(env).filter((name) => env[name]?.trim());
  mistakes.push(
    ...supabaseMistake(set),
    ...samePortMistake(values),
    ...workersMistake(values, set),
    ...localModelMistake(set),
    ...missingEncryptionKey(String(values.env), env.ARAGORA_ENCRYPTION_KEY?.trim() || undefined),
  );
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return { ...values, warnings: unusedWarnings(set) } as unknown as Config;
}

/**
 * The settings of this process: `flags` of the command line go before the environment, which goes before a `.env` file in
 * the working directory. A test run reads no `.env`, so that it never meets the developer's own database.
 */
export function processConfig(flags: { readonly [Name in VariableName]?: string } = {}): Config {
  const file = process.env.ARAGORA_ENV !== 'test' && existsSync('.env') ? parseEnv(readFileSync('.env', 'utf8')) : {};
  const given = Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));
  return readConfig({ ...file, ...process.env, ...given });
}

function samePortMistake({ apiPort, wsPort }: Record<string, unknown>): string[] {
  if (apiPort !== wsPort || apiPort === 0 || apiPort === undefined) return [];
  return [
    `ARAGORA_API_PORT and ARAGORA_WS_PORT are both ${apiPort}: give each a port of its own, or 0 for any free one.`,
  ];
}

function workersMistake({ workers }: Record<string, unknown>, set: readonly string[]): string[] {
  if (workers === 1 || workers === undefined || set.includes('DATABASE_URL')) return [];
  return [
    `ARAGORA_WORKERS is ${workers} and DATABASE_URL is not set: the embedded database belongs to one process. Set DATABASE_URL to a PostgreSQL database, or ARAGORA_WORKERS to 1.`,
  ];
}

/** Nobody but the operator knows which models a local server has. */
function localModelMistake(set: readonly string[]): string[] {
  const [given, missing] = ['ARAGORA_LOCAL_BASE_URL', 'ARAGORA_LOCAL_MODEL'].sort(
    (one, other) => Number(set.includes(other)) - Number(set.includes(one)),
  );
  if (!given || !missing || !set.includes(given) || set.includes(missing)) return [];
  return [`${given} is set and ${missing} is not: a local model needs both. Set ${missing} too, or unset ${given}.`];
}

function supabaseMistake(set: readonly string[]): string[] {
  const found = SUPABASE.filter((name) => set.includes(name));
  if (found.length === 0) return [];
  const line = `${found.join(', ')}: Aragora does not speak to the Supabase API. Unset it, and write DATABASE_URL=postgresql://… with the project's PostgreSQL connection string (Supabase: Connect, Connection string) instead.`;
  return [line];
}
