import { Args, ArgsType, Ctx, Field, Query, Resolver } from 'type-graphql';
import type { AuditFormat } from '../../domain/audit/audit-export.ts';
import type { AuditLog, AuditReader, AuditScope } from '../../domain/audit/audit-log.ts';
import type { AuditFilter as DomainFilter } from '../../domain/audit/ports.ts';
import { given } from '../../domain/shared/given.ts';
import type { Context } from '../context.ts';
import { denialOf } from '../guards/permission-rules.ts';
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
  AuditScopeEnum,
  toAuditEntry,
} from './audit-types.ts';

declare module '../context.ts' {
  interface Doors {
    readonly auditLog: AuditLog;
  }
}

const SCOPE = { defaultValue: 'WORKSPACE', description: 'The part of the log.' } as const;
const FILTER = { nullable: true, description: 'Conditions for entries.' } as const;

@ArgsType()
class AuditLogArgs extends PageArgs {
  @Field(() => AuditFilter, FILTER)
  filter!: AuditFilter | null;

  @Field(() => AuditOrderEnum, { defaultValue: 'NEWEST_FIRST', description: 'Order of the entries.' })
  orderBy!: 'NEWEST_FIRST' | 'OLDEST_FIRST';

  @Field(() => AuditScopeEnum, SCOPE)
  scope!: AuditScope;
}

@ArgsType()
class AuditExportArgs {
  @Field(() => AuditScopeEnum, SCOPE)
  scope!: AuditScope;

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
    description: 'Audit entries of the workspace of the caller, or of its whole organisation.',
  })
  async auditLog(
    @Args(() => AuditLogArgs) { filter: wanted, orderBy: order, scope, ...page }: AuditLogArgs,
    @Ctx() context: Context,
  ): Promise<Connection<AuditEntry>> {
    const { auditLog } = context;
    const reader = readerOf(context, scope);
    const filter = toFilter(wanted);
    const list = await auditLog.list(reader, { ...page, filter, order });
    return toConnection(AuditConnection, list, toAuditEntry, () => auditLog.count(reader, filter));
  }

  @Query(() => AuditHead, {
    description: 'The last entry of the audit log of the organisation, in which all its workspaces share one chain.',
  })
  auditHead(@Ctx() { auditLog, actor }: Context): Promise<AuditHead> {
    return auditLog.head(actor);
  }

  @Query(() => AuditExportPart, {
    description:
      'A part of the audit log as text for a file, at most 500 entries. `aragora audit verify` checks the file. In the file of a workspace, the lines of other workspaces hold only number and hashes.',
  })
  async auditExport(
    @Args(() => AuditExportArgs) { scope, format, since, until, after }: AuditExportArgs,
    @Ctx() context: Context,
  ): Promise<AuditExportPart> {
    const reader = readerOf(context, scope);
    const { text, next } = await context.auditLog.exportPart(
      reader,
      { format, ...given({ since, until }) },
      after ?? undefined,
    );
    return { text, next: next ?? null };
  }
}

/** The caller as a reader of this part. Throws when the caller may not read it. */
function readerOf(context: Context, scope: AuditScope): AuditReader {
  const denial =
    scope === 'ORGANISATION' ? denialOf(context, 'organisation.audit', 'AuditScope.ORGANISATION') : undefined;
  if (denial) throw denial;
  return { ...context.actor, scope };
}

function toFilter(filter: AuditFilter | null): DomainFilter {
  const { category: categories, action, actorId, targetKey, since, until } = filter ?? {};
  return given({ categories, action, actorId, targetKey, since, until });
}
