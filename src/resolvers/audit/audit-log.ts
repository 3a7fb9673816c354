import { Arg, Args, ArgsType, Ctx, Field, Query, Resolver } from 'type-graphql';
import type { AuditFormat } from '../../domain/audit/audit-export.ts';
import type { AuditLog } from '../../domain/audit/audit-log.ts';
import type { AuditFilter as DomainFilter } from '../../domain/audit/ports.ts';
import { given } from '../../domain/shared/given.ts';
import type { Context } from '../context.ts';
import { type Connection, toConnection } from '../shared/connection.ts';
import { PageArgs } from '../shared/page-args.ts';
import { DateTime } from '../shared/scalars.ts';
import {
  AuditConnection,
  type AuditEntry,
  AuditExportPart,
  AuditFilter,
  AuditFormatEnum,
  AuditHead,
  AuditOrderEnum,
  toAuditEntry,
} from './audit-types.ts';

declare module '../context.ts' {
  interface Doors {
    readonly auditLog: AuditLog;
  }
}

/** A part is rarely longer than the 256 KiB that these points are for. */
const AUDIT_PART_POINTS = 64;
const FILTER = { nullable: true, description: 'Conditions for entries.' } as const;

@ArgsType()
class AuditExportArgs {
  @Field(() => AuditFormatEnum, { defaultValue: 'JSON', description: 'Format of the text.' })
  format!: AuditFormat;

  @Field(() => DateTime, { nullable: true, description: 'Only entries recorded at or after this time.' })
  since?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Only entries recorded before this time.' })
  until?: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Value of `next` of the previous part. Default: the first part.',
  })
  after?: string | null;
}

@Resolver()
export class AuditLogResolver {
  @Query(() => AuditConnection, {
    description: 'Audit entries of the organisation of the caller, of all its workspaces.',
  })
  async auditLog(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => AuditFilter, FILTER) wanted: AuditFilter | null,
    @Arg('orderBy', () => AuditOrderEnum, { defaultValue: 'NEWEST_FIRST', description: 'Order of the entries.' })
    order: 'NEWEST_FIRST' | 'OLDEST_FIRST',
    @Ctx() { auditLog, actor }: Context,
  ): Promise<Connection<AuditEntry>> {
    const filter = toFilter(wanted);
    const list = await auditLog.list(actor, { ...page, filter, order });
    return toConnection(AuditConnection, list, toAuditEntry, () => auditLog.count(actor, filter));
  }

  @Query(() => AuditHead, { description: 'The last entry of the audit log of the organisation.' })
  auditHead(@Ctx() { auditLog, actor }: Context): Promise<AuditHead> {
    return auditLog.head(actor);
  }

  @Query(() => AuditExportPart, {
    complexity: AUDIT_PART_POINTS,
    description:
      'A part of the audit log of the organisation as text for a file: at most 500 entries, and no more after 262,144 characters. `aragora audit verify` checks the file.',
  })
  async auditExport(
    @Args(() => AuditExportArgs) { format, since, until, after }: AuditExportArgs,
    @Ctx() { auditLog, actor }: Context,
  ): Promise<AuditExportPart> {
    const { text, next } = await auditLog.exportPart(actor, { format, ...given({ since, until }) }, after ?? undefined);
    return { text, next: next ?? null };
  }
}

function toFilter(filter: AuditFilter | null): DomainFilter {
  const { category: categories, action, actorId, targetKey, since, until } = filter ?? {};
  return given({ categories, action, actorId, targetKey, since, until });
}
