import { z } from 'zod';
import { checkShape, type ShapeMistake } from '../../../domain/shared/check-shape.ts';
import { UserError, type UserErrorDetail } from '../../../domain/shared/errors.ts';

/** What a row takes that has no schema for it. */
const NOTHING = z.strictObject({});
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
  const checked = checkShape(used, given);
  if (checked.isValid) return checked.data;
  throw new UserError(
    checked.mistakes.map((mistake) => detailOf(mistake, used, part)),
    checked.more,
  );
}

function detailOf({ path, message, isUnknownKey }: ShapeMistake, schema: z.ZodType, part: Part): UserErrorDetail {
  const known = isUnknownKey && path.length === 1 && schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  const places = known.length > 0 ? ` The ${part} of this route takes ${known.join(', ')}.` : '';
  return detail(path, `${path.join('.') || `The ${part}`}: ${message}${places}`);
}

function detail(field: readonly string[], message: string): UserErrorDetail {
  return { code: 'INVALID_INPUT', field, message };
}
