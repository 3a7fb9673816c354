import type { z } from 'zod';
import { listed } from './complaints.ts';
import { sentenceOf } from './shapes/shape-sentences.ts';

/** A mistake in the form of a value from outside. */
export interface ShapeMistake {
  /** Path in the value; empty for the whole value. */
  readonly path: readonly string[];
  /** A sentence for people. It repeats no value: that may be a secret. */
  readonly message: string;
  /** Set if the shape has no such key. */
  readonly isUnknownKey?: true;
  /** Set if the last name of the path itself is mistaken, as a key of a record, and not its value. */
  readonly isKey?: true;
}

export type Checked<T> =
  | { readonly isValid: true; readonly data: T }
  | {
      readonly isValid: false;
      /** The first 50. */
      readonly mistakes: readonly ShapeMistake[];
      /** The number of the others. */
      readonly more: number;
    };

/**
 * The value as the shape reads it, or all its mistakes. Every value from outside whose mistakes a person may see is checked
 * here: the messages of the validator itself name its internals. A message in the shape goes before those of this file.
 */
export function checkShape<T>(shape: z.ZodType<T>, value: unknown): Checked<T> {
  const result = shape.safeParse(value, { error: sentenceOf });
  if (result.success) return { isValid: true, data: result.data };
  const { listed: mistakes, more } = listed(allOf(result.error.issues));
  return { isValid: false, mistakes, more };
}

function* allOf(issues: readonly z.core.$ZodIssue[]): Generator<() => ShapeMistake> {
  for (const issue of issues) yield* mistakesOf(issue);
}

/** Longest name of a key that is repeated in a message. */
const MAX_NAME = 64;

function* mistakesOf(issue: z.core.$ZodIssue): Generator<() => ShapeMistake> {
  const path = () => issue.path.map((name) => shown(String(name)));
  const message = 'There is no such field here.';
  if (issue.code === 'invalid_key') yield () => ({ path: path(), message: issue.message, isKey: true });
  else if (issue.code !== 'unrecognized_keys') yield () => ({ path: path(), message: issue.message });
  else for (const key of issue.keys) yield () => ({ path: [...path(), shown(key)], message, isUnknownKey: true });
}

function shown(name: string): string {
  return name.replace(/[^\x20-\x7e]/g, '?').slice(0, MAX_NAME);
}
