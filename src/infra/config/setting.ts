import type { ValueType } from './value-types.ts';

export type Group = 'server' | 'access' | 'persistence' | 'models' | 'limits' | 'tuning';

/** One setting: an environment variable. The parser, `.env.example` and `docs/configuration.md` are generated from these rows. */
export interface Setting<T = unknown, Default extends string | undefined = string | undefined, Name = string> {
  readonly name: Name;
  readonly type: ValueType<T>;
  /** Default as written in the environment; undefined for no default. */
  readonly default: Default;
  /** An example value, for a variable without a useful default. */
  readonly example?: string;
  readonly description: string;
  readonly group: Group;
  /** Messages never show the value. */
  readonly secret?: true;
}

/** Keeps the literal types, from which the type of the configuration is derived. */
export function setting<T, const Default extends string | undefined, const Name extends string>(
  entry: Setting<T, Default, Name>,
): Setting<T, Default, Name> {
  return entry;
}

/** The settings of one part of the server, by their names in the configuration. */
export type Settings = Readonly<Record<string, Setting>>;

type ValueOf<S> = S extends Setting<infer T, infer Default> ? (Default extends string ? T : T | undefined) : never;

/** The values of settings. */
export type ConfigOf<S extends Settings> = { readonly [Key in keyof S]: ValueOf<S[Key]> };

/**
 * Mistakes between settings that are valid on their own, one line each. `values` are the settings that could be read, `set`
 * the names of the environment variables with a value.
 */
export type FindMistakes = (values: Readonly<Record<string, unknown>>, set: readonly string[]) => readonly string[];
