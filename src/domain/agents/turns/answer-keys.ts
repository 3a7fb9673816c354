import { z } from 'zod';
import { checkShape } from '../../shared/check-shape.ts';
import type { JsonSchema } from '../language-model.ts';
import { ownObject } from './own-object.ts';

/** One key of an answer: its form for the provider, and the instruction for the model. */
export interface AnswerKey {
  readonly schema: JsonSchema;
  readonly meaning: string;
}

/** The keys of an answer, in the order in which the model writes them. */
export type AnswerKeys = Readonly<Record<string, AnswerKey>>;

export const TEXT: JsonSchema = { type: 'string' };
export const NUMBER: JsonSchema = { type: 'number' };
export const TEXTS: JsonSchema = { type: 'array', items: TEXT };

export function orNull(schema: JsonSchema): JsonSchema {
  return { anyOf: [schema, { type: 'null' }] };
}

export function oneOf(choices: readonly string[]): JsonSchema {
  return { type: 'string', enum: choices };
}

/** Every key is required, and no other key is allowed: the strictest providers accept only this form. */
export function objectOf(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

export function schemaOf(keys: AnswerKeys): JsonSchema {
  return objectOf(Object.fromEntries(Object.entries(keys).map(([key, { schema }]) => [key, schema])));
}

/** The last part of a prompt: how to answer. */
export function formatOf(keys: AnswerKeys): string {
  const lines = Object.entries(keys).map(([key, { meaning }]) => `- "${key}": ${meaning}`);
  return `Answer with one JSON object and nothing before or after it. Its keys, in this order:\n${lines.join('\n')}`;
}

/**
 * The model's object, validated. `shown` is the prompt: objects quoted from it are not answers. Throws an Error that
 * says what to write instead.
 */
export function readKeys<T>(text: string, shown: string, shape: z.ZodType<T>): T {
  const found = ownObject(text, shown, (value) => shape.safeParse(value).success);
  if (found === 'SEVERAL')
    throw new Error('Write one JSON object only: there were several, and it is not clear which counts.');
  if (found === undefined)
    throw new Error('Write the answer as one JSON object with the keys asked for: there was none.');
  const checked = checkShape(shape, found.value);
  if (checked.isValid) return checked.data;
  throw new Error(checked.mistakes.map(({ path, message }) => `${path.join('.') || 'answer'}: ${message}`).join(' '));
}

/** Text that may be missing, or written as a number; blank text counts as missing. */
export const words = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .transform((value) => (value == null || value.trim() === '' ? null : value.trim()))
  .catch(null);

/** A single text, or a list of texts. */
export const list = z
  .unknown()
  .optional()
  .transform((value) => (Array.isArray(value) ? value : [value]).flatMap((item) => words.parse(item) ?? []));

/** A number from 0 to 1; percentages are converted. null without a number. */
export const share = z
  .union([z.number(), z.string().transform((text) => Number.parseFloat(text))])
  .transform((value) => (Number.isNaN(value) ? null : Math.min(1, Math.max(0, value > 1 ? value / 100 : value))))
  .nullish()
  .transform((value) => value ?? null)
  .catch(null);

/** The prose of an answer. */
export const prose = z
  .string('Write the prose of the answer here, as a text.')
  .refine((text) => text.trim() !== '', 'Write the prose of the answer here: it was empty.');
