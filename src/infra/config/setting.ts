import type { ValueType } from './value-types.ts';

export type Group = 'server' | 'access' | 'persistence' | 'models' | 'limits' | 'tuning';

/** One setting: an environment variable. The parser, `.env.example` and `docs/configuration.md` are made from these rows. */
export interface Setting<T = unknown, Default extends string | undefined = string | undefined, Name = string> {
  readonly name: Name;
  readonly type: ValueType<T>;
  /** As it would be written in the environment; undefined means "not set", and so does the value then. */
  readonly default: Default;
  /** A value that shows the form, for a variable without a default of use. */
  readonly example?: string;
  readonly description: string;
  readonly group: Group;
  /** The value never appears in a message. */
  readonly secret?: true;
}

/** Keeps the literal types, from which the type of the configuration is made. */
export function setting<T, const Default extends string | undefined, const Name extends string>(
  entry: Setting<T, Default, Name>,
): Setting<T, Default, Name> {
  return entry;
}

/** The settings of one part of the server, by the names they have in the configuration. */
export type Settings = Readonly<Record<string, Setting>>;

type ValueOf<S> = S extends Setting<infer T, infer Default> ? (Default extends string ? T : T | undefined) : never;

/** The values of settings. */
export type ConfigOf<S extends Settings> = { readonly [Key in keyof S]: ValueOf<S[Key]> };

/**
 * Mistakes of settings that are right each by itself: one line each. `values` are those that could be read, `set` the names
 * of the environment that have a value.
 */
export type FindMistakes = (values: Readonly<Record<string, unknown>>, set: readonly string[]) => readonly string[];
