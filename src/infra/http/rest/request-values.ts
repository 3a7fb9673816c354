import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { checkShape, type ShapeMistake } from '../../../domain/shared/check-shape.ts';
import { UserError, type UserErrorDetail } from '../../../domain/shared/errors.ts';

/** What a row takes that has no schema for it. */
const NOTHING = z.strictObject({});
type Part = 'path' | 'query' | 'body';

/**
 * The value, when it fits the schema. Only a part that is absent stands for an empty one: null does not. Throws a `UserError`
 * (INVALID_INPUT) with one sentence a mistake, which names the field and never repeats a value: it may be a secret.
 */
export function checkedValue<T>(schema: z.ZodType<T> | undefined, value: unknown, part: Part): T {
  const used = schema ?? (NOTHING as unknown as z.ZodType<T>);
  if (value === undefined && used instanceof z.ZodOptional) return undefined as T;
  const given = value === undefined ? {} : value;
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new UserError([detail([], `The ${part} has to be a JSON object.`)]);
  const checked = checkShape(used, given);
  if (checked.isValid) return checked.data;
  throw new UserError(
    checked.mistakes.map((mistake) => detailOf(mistake, used, part)),
    checked.more,
  );
}

/** Throws a `UserError` (INVALID_INPUT) for a body where none is read: its sender believes that it counts. */
export function refuseBody({
  'content-length': length = '0',
  'transfer-encoding': encoding,
}: IncomingHttpHeaders): void {
  if (encoding === undefined && Number(length) === 0) return;
  throw new UserError([detail([], 'The body: this route takes none. Use the query, or another method.')]);
}

function detailOf({ path, message, isUnknownKey }: ShapeMistake, schema: z.ZodType, part: Part): UserErrorDetail {
  const shape = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
  const known = isUnknownKey && path.length === 1 && shape instanceof z.ZodObject ? Object.keys(shape.shape) : [];
  const places = known.length > 0 ? ` The ${part} of this route takes ${known.join(', ')}.` : '';
  return detail(path, `${path.join('.') || `The ${part}`}: ${message}${places}`);
}

function detail(field: readonly string[], message: string): UserErrorDetail {
  return { code: 'INVALID_INPUT', field, message };
}
