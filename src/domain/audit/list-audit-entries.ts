import { cutPage, type Page, type PageRequest, pageSize } from '../shared/connection.ts';
import { decodeCursor, encodeCursor } from '../shared/cursor.ts';
import { userError } from '../shared/errors.ts';
import { checkSearched } from '../shared/searched-text.ts';
import { checkCount } from '../shared/shapes/item-count.ts';
import type { AuditEntry } from './audit-entry.ts';
import type { AuditFilter, AuditPage, AuditStore } from './ports.ts';

export interface AuditListRequest extends PageRequest {
  readonly filter?: AuditFilter;
  readonly order?: AuditPage['order'];
}

export interface AuditList extends Page<AuditEntry> {
  cursorOf(entry: AuditEntry): string;
}

/**
 * One page of an organisation's entries. Cursors contain the order and the number, so that new entries do not move a
 * page.
 */
export async function listAuditEntries(
  store: AuditStore,
  organisationId: string,
  request: AuditListRequest,
): Promise<AuditList> {
  const order = request.order ?? 'NEWEST_FIRST';
  const scope = `a1|${order}`;
  const { limit, from } = pageSize(request);
  const found = await store.page(organisationId, {
    ...checkFilter(request.filter ?? {}),
    ...{ order, from, limit: limit + 1 },
    ...(request.after != null && { after: numberOf(request.after, scope, 'after') }),
    ...(request.before != null && { before: numberOf(request.before, scope, 'before') }),
  });
  return { ...cutPage(found, request), cursorOf: ({ seq }) => encodeCursor(scope, String(seq)) };
}

/** More than there are. */
const MAX_CATEGORIES = 50;

/** Throws a `UserError` (INVALID_INPUT) for an invalid filter. */
export function checkFilter(filter: AuditFilter): AuditFilter {
  checkCount('filter.category', filter.categories, MAX_CATEGORIES);
  for (const name of ['action', 'actorId', 'targetKey'] as const) checkSearched(`filter.${name}`, filter[name] ?? '');
  checkWindow(filter, ['filter', 'since']);
  return filter;
}

/** Throws a `UserError` (INVALID_INPUT) for an empty window; `field` is the path of its start. */
export function checkWindow({ since, until }: Pick<AuditFilter, 'since' | 'until'>, field: readonly string[]): void {
  if (since === undefined || until === undefined || since < until) return;
  throw userError('INVALID_INPUT', `${field.join('.')}: give a time before \`until\`.`, field);
}

/** The number of an entry in a cursor. Throws a `UserError` (BAD_CURSOR) for a cursor that is not from this list. */
function numberOf(cursor: string, scope: string, field: string): number {
  const place = decodeCursor(cursor, scope, field);
  // The database cannot compare greater numbers.
  if (/^\d{1,9}$/.test(place)) return Number(place);
  throw userError('BAD_CURSOR', `${field}: this cursor was not given out here.`, [field]);
}
