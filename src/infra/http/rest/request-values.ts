import { z } from 'zod';
import { UserError, type UserErrorDetail } from '../../../domain/shared/errors.ts';

/** What a row takes that has no schema for it. */
const NOTHING = z.strictObject({});
/** Longest name of a field that is repeated in an error. */
const MAX_NAME = 64;

/** How an error calls what was expected. */
const NOUNS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

type Part = 'path' | 'query' | 'body';

/**
 * The value, when it fits the schema. Throws a `UserError` (INVALID_INPUT) with one sentence a mistake, which names the
 * field and never repeats a value: it may be a secret.
 */
export function checkedValue<T>(schema: z.ZodType<T> | undefined, value: unknown, part: Part): T {
  const used = schema ?? (NOTHING as unknown as z.ZodType<T>);
  const given = value ?? {};
  if (typeof given !== 'object' || Array.isArray(given))
    throw new UserError([detail([], `The ${part} has to be a JSON object.`)]);
  const result = used.safeParse(given, { error: sentence });
  if (result.success) return result.data;
  throw new UserError(result.error.issues.flatMap((issue) => detailsOf(issue, used, part)));
}

function detailsOf(issue: z.core.$ZodIssue, schema: z.ZodType, part: Part): readonly UserErrorDetail[] {
  const path = issue.path.map(String);
  if (issue.code !== 'unrecognized_keys') return [detail(path, `${path.join('.') || `The ${part}`}: ${issue.message}`)];
  const known = path.length === 0 && schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  const places = known.length > 0 ? ` It takes ${known.join(', ')}.` : '';
  return issue.keys.map((key) => {
    const field = [...path, shown(key)];
    return detail(field, `${field.join('.')}: The ${part} of this route has no such field.${places}`);
  });
}

/** Says what to send. A schema that has a sentence of its own goes before it. */
function sentence(issue: z.core.$ZodRawIssue): string {
  if (issue.code === 'invalid_type') {
    const noun = NOUNS[issue.expected] ?? issue.expected;
    return issue.input === undefined ? `This field is needed. Send ${noun}.` : `Send ${noun}.`;
  }
  if (issue.code === 'invalid_value') return `Send one of: ${issue.values.map(String).join(', ')}.`;
  if (issue.code === 'too_big') return `It is more than the ${issue.maximum} it may be.`;
  if (issue.code === 'too_small') return `It is less than the ${issue.minimum} it has to be.`;
  return 'It does not have the form that is documented.';
}

function detail(field: readonly string[], message: string): UserErrorDetail {
  return { code: 'INVALID_INPUT', field, message };
}

function shown(name: string): string {
  return name.replace(/[^\x20-\x7e]/g, '?').slice(0, MAX_NAME);
}
