import type { Actor } from '../access/actor.ts';
import { cutPage, type Page, type PageRequest, pageSize } from '../shared/connection.ts';
import { decodeCursor, encodeCursor } from '../shared/cursor.ts';
import { checkSearched } from '../shared/searched-text.ts';
import { checkCount } from '../shared/shapes/item-count.ts';
import type { Debate } from './debate.ts';
import type { DebatePart } from './debate-parts.ts';
import type { DebateFilter, DebatePage, DebateStore } from './ports.ts';

export interface ListRequest extends PageRequest {
  readonly filter?: DebateFilter;
  readonly order?: DebatePage['order'];
  readonly parts?: readonly DebatePart[];
}

export interface DebateList extends Page<Debate> {
  cursorOf(debate: Debate): string;
}

/** One page of the workspace's debates. Cursors hold the order and the id: what is added meanwhile moves nothing. */
export async function listDebates(store: DebateStore, actor: Actor, request: ListRequest): Promise<DebateList> {
  const order = request.order ?? 'NEWEST_FIRST';
  const scope = `d1|${order}`;
  const { limit, from } = pageSize(request);
  checkFilter(request.filter);
  const found = await store.page(actor.workspaceId, {
    ...request.filter,
    order,
    from,
    limit: limit + 1,
    ...(request.parts && { parts: request.parts }),
    ...(request.after != null && { after: decodeCursor(request.after, scope, 'after') }),
    ...(request.before != null && { before: decodeCursor(request.before, scope, 'before') }),
  });
  return { ...cutPage(found, request), cursorOf: (debate) => encodeCursor(scope, debate.id) };
}

const MAX_KINDS = 50;
/** Statuses or outcomes: more than there are. */
const MAX_CHOICES = 20;

/** Throws a `UserError` when a list or a text of the filter is too long, or when a text cannot be searched for. */
export function checkFilter({ text = '', kinds = [], statuses, outcomes }: DebateFilter = {}): void {
  checkCount('filter.status', statuses, MAX_CHOICES);
  checkCount('filter.outcome', outcomes, MAX_CHOICES);
  checkCount('filter.kind', kinds, MAX_KINDS);
  checkSearched('filter.text', text);
  for (const kind of kinds) checkSearched('filter.kind', kind);
}

/** Whether the debate meets the conditions. */
export function matchesFilter(
  debate: Debate,
  { statuses, outcomes, kinds, since, until, text }: DebateFilter,
): boolean {
  const { status, outcome, createdAt } = debate;
  const { task, kind } = debate.decision;
  return (
    (statuses?.includes(status) ?? true) &&
    (outcomes === undefined || (outcome !== null && outcomes.includes(outcome))) &&
    (kinds === undefined || (kind !== undefined && kinds.includes(kind))) &&
    (since === undefined || createdAt >= since) &&
    (until === undefined || createdAt < until) &&
    task.toLowerCase().includes((text ?? '').toLowerCase())
  );
}

/** Debates that one read brings. */
const BATCH = 20;

/** Every debate of the workspace, the oldest first; no more than a page of them is held at a time. */
export async function* allDebates(store: DebateStore, { workspaceId }: Actor): AsyncGenerator<Debate> {
  let after: { after?: string } = {};
  for (;;) {
    const page = await store.page(workspaceId, { order: 'OLDEST_FIRST', from: 'START', limit: BATCH, ...after });
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < BATCH) return;
    after = { after: last.id };
  }
}
