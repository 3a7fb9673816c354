import { userError } from '../errors.ts';

/**
 * Throws a `UserError` (INVALID_INPUT) for a list with more items than the field takes. Comes before anything looks at the
 * items. `field` is the path of the list, such as `filter.kind`.
 */
export function checkCount(field: string, items: readonly unknown[] | null | undefined, most: number): void {
  if (!items || items.length <= most) return;
  throw userError('INVALID_INPUT', `${field}: give at most ${most} instead of ${items.length}.`, field.split('.'));
}
