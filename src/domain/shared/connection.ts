import { userError } from './errors.ts';

/** Request for a page: the first items after a cursor, or the last items before one. */
export interface PageRequest {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

const MAX_PAGE_SIZE = 100;
/** Items of a page when neither `first` nor `last` is given. */
export const DEFAULT_PAGE_SIZE = 20;

/** Size of the page, and from which end. Throws a `UserError` when both are given, or when one is not 1 to 100. */
export function pageSize({ first, last }: PageRequest): { limit: number; from: 'START' | 'END' } {
  if (first != null && last != null) {
    throw userError('INVALID_INPUT', 'first: give either first or last, not both.', ['first']);
  }
  const [field, limit] = last != null ? (['last', last] as const) : (['first', first ?? DEFAULT_PAGE_SIZE] as const);
  if (limit >= 1 && limit <= MAX_PAGE_SIZE) return { limit, from: last != null ? 'END' : 'START' };
  throw userError('INVALID_INPUT', `${field}: write a whole number from 1 to ${MAX_PAGE_SIZE} instead of ${limit}.`, [
    field,
  ]);
}

/** Makes a page from one more item than requested; the extra item only tells that there are more. */
export function cutPage<T>(found: readonly T[], request: PageRequest): Page<T> {
  const { limit, from } = pageSize(request);
  const hasMore = found.length > limit;
  if (from === 'START') {
    return { items: found.slice(0, limit), hasNextPage: hasMore, hasPreviousPage: request.after != null };
  }
  return { items: found.slice(-limit), hasNextPage: request.before != null, hasPreviousPage: hasMore };
}
