import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { ConfigError, mistake } from './config-error.ts';
import type { ConfigOf, FindMistakes, Settings } from './setting.ts';
import { unusedWarnings } from './unused-warnings.ts';

/**
 * Reads the settings from `env`. An empty text counts as not set. Returns a warning for every variable that has no effect.
 * Throws one `ConfigError` with all mistakes.
 */
export function readSettings<S extends Settings>(
  settings: S,
  findMistakes: readonly FindMistakes[],
  env: NodeJS.ProcessEnv,
): ConfigOf<S> & { readonly warnings: readonly string[] } {
  const { values, mistakes } = readEach(settings, env);
  const set = Object.keys(env).filter((name) => env[name]?.trim());
  mistakes.push(...findMistakes.flatMap((find) => find(values, set)));
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  const names = Object.values(settings).map(({ name }) => name);
  return { ...values, warnings: unusedWarnings(names, set) } as unknown as ReturnType<typeof readSettings<S>>;
}

/** As `readSettings`, for a part of the settings: without mistakes between settings, and without warnings. */
export function readPart<S extends Settings>(settings: S, env: NodeJS.ProcessEnv): ConfigOf<S> {
  const { values, mistakes } = readEach(settings, env);
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return values as ConfigOf<S>;
}

function readEach(settings: Settings, env: NodeJS.ProcessEnv) {
  const values: Record<string, unknown> = {};
  const mistakes: string[] = [];
  for (const [key, setting] of Object.entries(settings)) {
    const given = env[setting.name]?.trim() || setting.default;
    if (given === undefined) continue;
    const read = setting.type.safeParse(given);
    if (read.success) values[key] = read.data;
    else mistakes.push(mistake(setting, given, read.error));
  }
  return { values, mistakes };
}

/**
 * The environment of this process. `flags` of the command line override its variables, which override a `.env` file in the
 * working directory. Tests read no `.env`, so that they never use the database of the developer.
 */
export function processEnvironment(flags: Readonly<Record<string, string | undefined>> = {}): NodeJS.ProcessEnv {
  const file = process.env.ARAGORA_ENV !== 'test' && existsSync('.env') ? parseEnv(readFileSync('.env', 'utf8')) : {};
  const given = Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));
  return { ...file, ...process.env, ...given };
}
