import { type FilterQuery, type InferEntity, raw } from '@mikro-orm/core';
import { type AuditEntry, type AuditLink, FIRST_AUDIT_LINK } from '../../../domain/audit/audit-entry.ts';
import type { AuditFilter, AuditPage, AuditStore, HeldLink } from '../../../domain/audit/ports.ts';
import type { Database } from '../../postgres/database.ts';
import { AuditEntryRow, AuditHeadRow } from './rows.ts';

type Row = InferEntity<typeof AuditEntryRow>;

export class PostgresAuditStore implements AuditStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async append(organisationId: string, seal: (last: HeldLink) => AuditEntry): Promise<AuditEntry> {
    const entry = seal(await this.hold(organisationId));
    const { seq, hash, at } = entry;
    await this.database.repository(AuditEntryRow, (entries) => entries.insert(toRow(entry)));
    await this.database.repository(AuditHeadRow, (heads) => heads.nativeUpdate({ organisationId }, { seq, hash, at }));
    return entry;
  }

  /**
   * Locks the row of the chain, and creates it if necessary. A second caller waits here until the first transaction
   * ends.
   */
  private hold(organisationId: string): Promise<HeldLink> {
    return this.database.repository(AuditHeadRow, async (heads) => {
      const unchanged = { seq: raw<number>('audit_heads.seq') };
      const hold = heads
        .qb()
        .insert({ organisationId, ...FIRST_AUDIT_LINK })
        .onConflict('organisationId');
      const { seq, hash, at } = await hold
        .merge(unchanged)
        .returning(['seq', 'hash', 'at'])
        .execute<InferEntity<typeof AuditHeadRow>>('get');
      return { seq, hash, at: at ?? undefined };
    });
  }

  /** If a head was reset or deleted, the last entry counts, so that no entries are hidden. */
  async head(organisationId: string): Promise<AuditLink> {
    const head = await this.database.repository(AuditHeadRow, (heads) => heads.findOne({ organisationId }));
    const last = await this.database.repository(AuditEntryRow, (entries) =>
      entries.findOne({ organisationId }, { fields: ['seq', 'hash'], orderBy: { seq: 'desc' } }),
    );
    const end = last && last.seq > (head?.seq ?? 0) ? last : head;
    return end ? { seq: end.seq, hash: end.hash } : FIRST_AUDIT_LINK;
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
    const options = { orderBy: { seq: direction }, limit: page.limit } as const;
    return this.database.repository(AuditEntryRow, async (entries) => {
      const found = (await entries.find(where as FilterQuery<Row>, options)).map(toEntry);
      return page.from === 'START' ? found : found.reverse();
    });
  }

  find(organisationId: string, id: string): Promise<AuditEntry | undefined> {
    return this.database.repository(AuditEntryRow, async (entries) => {
      const row = await entries.findOne({ organisationId, id });
      return row ? toEntry(row) : undefined;
    });
  }

  count(organisationId: string, filter: AuditFilter): Promise<number> {
    return this.database.repository(AuditEntryRow, (entries) =>
      entries.count(matching(organisationId, filter) as FilterQuery<Row>),
    );
  }
}

function matching(
  organisationId: string,
  { workspaceId, categories, action, actorId, targetKey, since, until }: AuditFilter,
) {
  return {
    organisationId,
    ...(workspaceId !== undefined && { workspaceId }),
    ...(categories && { category: { $in: [...categories] } }),
    ...(action !== undefined && { action }),
    ...(actorId !== undefined && { $or: [{ userId: actorId }, { impersonatorId: actorId }] }),
    ...(targetKey !== undefined && { targetId: targetKey }),
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
