import { z } from 'zod';
import { sentenceOf } from './shape-sentences.ts';

/** Items that are always looked at: beside the length of the list, a caller is told of mistakes in them. */
const ALWAYS_READ = 500;

/**
 * What a shape says of each list in the value that has far more items than it allows. No item of such a list is looked at.
 * Lists without a maximum are not followed.
 */
export function tooLongLists(shape: z.core.$ZodType, value: unknown): readonly z.core.$ZodIssue[] {
  if (value === undefined || value === null) return [];
  const { def } = shape._zod;
  if (isArray(def)) return Array.isArray(value) ? inList(def, value) : [];
  if (isObject(def)) return typeof value === 'object' ? inObject(def, value as Readonly<Record<string, unknown>>) : [];
  return 'innerType' in def ? tooLongLists(def.innerType as z.core.$ZodType, value) : [];
}

function inList(def: z.core.$ZodArrayDef, value: readonly unknown[]): readonly z.core.$ZodIssue[] {
  const most = maximumOf(def);
  if (most === undefined) return [];
  if (value.length > Math.max(most, ALWAYS_READ))
    return issuesOf(new z.ZodArray({ ...def, element: z.unknown() } as never), value);
  return value.flatMap((item, at) => below(at, tooLongLists(def.element, item)));
}

function inObject(
  { shape }: z.core.$ZodObjectDef,
  value: Readonly<Record<string, unknown>>,
): readonly z.core.$ZodIssue[] {
  return Object.entries(shape).flatMap(([key, inner]) => below(key, tooLongLists(inner, value[key])));
}

function issuesOf(shape: z.ZodType, value: unknown): readonly z.core.$ZodIssue[] {
  return shape.safeParse(value, { error: sentenceOf }).error?.issues ?? [];
}

function below(place: PropertyKey, issues: readonly z.core.$ZodIssue[]): readonly z.core.$ZodIssue[] {
  return issues.map((issue) => ({ ...issue, path: [place, ...issue.path] }));
}

function maximumOf({ checks = [] }: z.core.$ZodArrayDef): number | undefined {
  const maxima = checks.flatMap(({ _zod: { def } }) => (isMaxLength(def) ? def.maximum : []));
  return maxima.length > 0 ? Math.min(...maxima) : undefined;
}

function isArray(def: z.core.$ZodTypeDef): def is z.core.$ZodArrayDef {
  return def.type === 'array';
}

function isObject(def: z.core.$ZodTypeDef): def is z.core.$ZodObjectDef {
  return def.type === 'object';
}

function isMaxLength(def: z.core.$ZodCheckDef): def is z.core.$ZodCheckMaxLengthDef {
  return def.check === 'max_length';
}
