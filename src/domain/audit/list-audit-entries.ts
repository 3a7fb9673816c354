import { cutPage, type Page, type PageRequest, pageSize } from '../shared/connection.ts';
import { decodeCursor, encodeCursor } from '../shared/cursor.ts';
import { userError } from '../shared/errors.ts';
import type { AuditEntry } from './audit-entry.ts';
import type { AuditFilter, AuditPage, AuditStore } from './ports.ts';

export interface AuditListRequest extends PageRequest {
  readonly filter?: AuditFilter;
  readonly order?: AuditPage['order'];
}

export interface AuditList extends Page<AuditEntry> {
  cursorOf(entry: AuditEntry): string;
}

/** One page of an organisation's entries. Cursors hold the order and the number: what is added meanwhile moves nothing. */
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

/** Throws a `Refusal` (INVALID_INPUT) for what cannot be looked for. */
export function checkFilter(filter: AuditFilter): AuditFilter {
  for (const name of ['action', 'actorId', 'targetId'] as const) {
    if (!filter[name]?.includes('\0')) continue;
    throw userError('INVALID_INPUT', `filter.${name}: take the NUL character out.`, ['filter', name]);
  }
  checkWindow(filter, ['filter', 'since']);
  return filter;
}

/** Throws a `Refusal` (INVALID_INPUT) for a window in which nothing can be; `field` is where its beginning was given. */
export function checkWindow({ since, until }: Pick<AuditFilter, 'since' | 'until'>, field: readonly string[]): void {
  if (since === undefined || until === undefined || since < until) return;
  throw userError('INVALID_INPUT', `${field.join('.')}: give a time before \`until\`.`, field);
}

/** The number of an entry in a cursor. Throws a `Refusal` (BAD_CURSOR) for one that no list here gave out. */
function numberOf(cursor: string, scope: string, field: string): number {
  const place = decodeCursor(cursor, scope, field);
  // Greater numbers are none the database could even compare.
  if (/^\d{1,9}$/.test(place)) return Number(place);
  throw userError('BAD_CURSOR', `${field}: this cursor was not given out here.`, [field]);
}
