import type { ValueType } from './value-types.ts';

export type Group = 'server' | 'access' | 'persistence' | 'models' | 'limits' | 'tuning';

/** One environment variable. The tables of them are read by the parser, by `.env.example` and by `docs/configuration.md`. */
export interface Variable<T = unknown, Default extends string | undefined = string | undefined, Name = string> {
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

/** Keeps the literal types, from which `Config` and `VariableName` are made. */
export function variable<T, const Default extends string | undefined, const Name extends string>(
  entry: Variable<T, Default, Name>,
): Variable<T, Default, Name> {
  return entry;
}
