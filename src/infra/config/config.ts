import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { ConfigError, mistake } from './config-error.ts';
import { mistakesTogether } from './together.ts';
import { unusedWarnings } from './unused.ts';
import type { Variable } from './variable.ts';
import { type VariableName, variables } from './variables.ts';

type Table = typeof variables;
type ValueOf<V> = V extends Variable<infer T, infer Default> ? (Default extends string ? T : T | undefined) : never;

/** The settings of one process: a value for each variable, and lines about variables that are set in vain. */
export type Config = { readonly [Key in keyof Table]: ValueOf<Table[Key]> } & { readonly warnings: readonly string[] };

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
  mistakes.push(...mistakesTogether(values, set));
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
