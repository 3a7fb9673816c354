import { defineEntity, type FilterQuery, type InferEntity, p } from '@mikro-orm/core';
import {
  type AuditCategory,
  type AuditEntry,
  type AuditLink,
  type AuditOutcome,
  FIRST_AUDIT_LINK,
} from '../../domain/audit/audit-entry.ts';
import type { AuditFilter, AuditPage, AuditStore, HeldLink } from '../../domain/audit/ports.ts';
import type { Json } from '../../domain/shared/json.ts';
import type { Database } from '../postgres/database.ts';

export const AuditEntryRow = defineEntity({
  name: 'AuditEntryRow',
  tableName: 'audit_entries',
  properties: {
    organisationId: p.text().primary(),
    seq: p.integer().primary(),
    id: p.text(),
    at: p.datetime(3),
    workspaceId: p.text().nullable(),
    userId: p.text().nullable(),
    impersonatorId: p.text().nullable(),
    credential: p.text().nullable(),
    apiKeyId: p.text().nullable(),
    address: p.text().nullable(),
    category: p.text().$type<AuditCategory>(),
    action: p.text(),
    targetType: p.text().nullable(),
    targetId: p.text().nullable(),
    outcome: p.text().$type<AuditOutcome>(),
    reason: p.text().nullable(),
    detail: p.json<{ readonly [key: string]: Json }>(),
    prevHash: p.text(),
    hash: p.text(),
  },
});
type Row = InferEntity<typeof AuditEntryRow>;

/** Takes the chain's row, or makes it; whoever else wants it waits until the transaction ends, and then sees what it left. */
const HOLD = `
  insert into audit_heads (organisation_id, seq, hash) values ($1, ${FIRST_AUDIT_LINK.seq}, '${FIRST_AUDIT_LINK.hash}')
  on conflict (organisation_id) do update set seq = audit_heads.seq
  returning seq, hash, (extract(epoch from at) * 1000)::float8 as "atMs"`;
const MOVE = 'update audit_heads set seq = $2, hash = $3, at = $4::timestamptz where organisation_id = $1';
/** A head that was set back, or taken away, does not hide the entries behind it. */
const HEAD = `
  select seq, hash from (
    select seq, hash, 0 as nth from audit_heads where organisation_id = $1
    union all (select seq, hash, 1 from audit_entries where organisation_id = $1 order by seq desc limit 1)
  ) as ends order by seq desc, nth limit 1`;

export class PostgresAuditStore implements AuditStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async append(organisationId: string, seal: (last: HeldLink) => AuditEntry): Promise<AuditEntry> {
    const entry = seal(await this.hold(organisationId));
    const { seq, hash, at } = entry;
    await this.database.use((em) => em.insert(AuditEntryRow, toRow(entry)));
    await this.database.query(MOVE, [organisationId, seq, hash, at.toISOString()]);
    return entry;
  }

  private async hold(organisationId: string): Promise<HeldLink> {
    const [row] = await this.database.query<AuditLink & { atMs: number | null }>(HOLD, [organisationId]);
    if (!row) throw new Error(`The audit log of ${organisationId} could not be held.`);
    return { seq: row.seq, hash: row.hash, at: row.atMs === null ? undefined : new Date(row.atMs) };
  }

  async head(organisationId: string): Promise<AuditLink> {
    return (await this.database.query<AuditLink>(HEAD, [organisationId]))[0] ?? FIRST_AUDIT_LINK;
  }

  page(organisationId: string, page: AuditPage): Promise<readonly AuditEntry[]> {
    const newestFirst = page.order === 'NEWEST_FIRST';
    const beyond = newestFirst ? { after: '$lt', before: '$gt' } : { after: '$gt', before: '$lt' };
    const bounds = {
      ...(page.after !== undefined && { [beyond.after]: page.after }),
      ...(page.before !== undefined && { [beyond.before]: page.before }),
    };
    const where = { ...matching(organisationId, page), ...(Object.keys(bounds).length > 0 && { seq: bounds }) };
    const direction = newestFirst === (page.from === 'START') ? 'desc' : 'asc';
    const options = { orderBy: { seq: direction }, limit: page.limit, disableIdentityMap: true } as const;
    return this.database.use(async (em) => {
      const found = (await em.find(AuditEntryRow, where as FilterQuery<Row>, options)).map(toEntry);
      return page.from === 'START' ? found : found.reverse();
    });
  }

  count(organisationId: string, filter: AuditFilter): Promise<number> {
    return this.database.use((em) => em.count(AuditEntryRow, matching(organisationId, filter) as FilterQuery<Row>));
  }
}

function matching(organisationId: string, { categories, action, actorId, targetId, since, until }: AuditFilter) {
  return {
    organisationId,
    ...(categories && { category: { $in: [...categories] } }),
    ...(action !== undefined && { action }),
    ...(actorId !== undefined && { $or: [{ userId: actorId }, { impersonatorId: actorId }] }),
    ...(targetId !== undefined && { targetId }),
    ...((since || until) && { at: { ...(since && { $gte: since }), ...(until && { $lt: until }) } }),
  };
}

function toRow({ actor, target, ...rest }: AuditEntry) {
  return { ...rest, ...actor, targetType: target?.type ?? null, targetId: target?.id ?? null };
}

function toEntry(row: Row): AuditEntry {
  const { id, organisationId, seq, at, category, action, outcome, detail, prevHash, hash, targetType, targetId } = row;
  const { userId, impersonatorId, credential, apiKeyId, address, workspaceId, reason } = row;
  const orNull = (text: string | null | undefined) => text ?? null;
  return {
    ...{ id, organisationId, seq, at, workspaceId: orNull(workspaceId), category, action },
    actor: {
      ...{ userId: orNull(userId), impersonatorId: orNull(impersonatorId), credential: orNull(credential) },
      ...{ apiKeyId: orNull(apiKeyId), address: orNull(address) },
    },
    target: targetType != null && targetId != null ? { type: targetType, id: targetId } : null,
    ...{ outcome, reason: orNull(reason), detail, prevHash, hash },
  };
}
