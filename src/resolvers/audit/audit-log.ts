import { Arg, Args, ArgsType, Ctx, Field, GraphQLISODateTime, Query, Resolver } from 'type-graphql';
import type { AuditFormat } from '../../domain/audit/audit-export.ts';
import type { AuditLog } from '../../domain/audit/audit-log.ts';
import type { AuditFilter as DomainFilter } from '../../domain/audit/ports.ts';
import { given } from '../../domain/shared/given.ts';
import type { Context } from '../context.ts';
import { type Connection, toConnection } from '../shared/connection.ts';
import { PageArgs } from '../shared/page-args.ts';
import {
  AuditConnection,
  type AuditEntry,
  AuditExportPart,
  AuditFilter,
  AuditFormatEnum,
  AuditHead,
  AuditOrderEnum,
} from './audit-types.ts';

declare module '../context.ts' {
  interface Doors {
    readonly auditLog: AuditLog;
  }
}

const FILTER = { nullable: true, description: 'Which entries.' } as const;

@ArgsType()
class AuditExportArgs {
  @Field(() => AuditFormatEnum, { defaultValue: 'JSON', description: 'In which form.' })
  format!: AuditFormat;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'From this moment on.' })
  since?: Date | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Before this moment.' })
  until?: Date | null;

  @Field(() => String, { nullable: true, description: 'What the part before told as `next`.' })
  after?: string | null;
}

@Resolver()
export class AuditLogResolver {
  @Query(() => AuditConnection, {
    description: 'What was done in the organisation of the workspace, and by whom. Give `first` or `last`.',
  })
  async auditLog(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => AuditFilter, FILTER) wanted: AuditFilter | null,
    @Arg('orderBy', () => AuditOrderEnum, { defaultValue: 'NEWEST_FIRST', description: 'In which order.' })
    order: 'NEWEST_FIRST' | 'OLDEST_FIRST',
    @Ctx() { auditLog, actor }: Context,
  ): Promise<Connection<AuditEntry>> {
    const filter = toFilter(wanted);
    const list = await auditLog.list(actor, { ...page, filter, order });
    return toConnection(
      AuditConnection,
      list,
      (entry) => entry,
      () => auditLog.count(actor, filter),
    );
  }

  @Query(() => AuditHead, { description: 'Where the log of the organisation ends.' })
  auditHead(@Ctx() { auditLog, actor }: Context): Promise<AuditHead> {
    return auditLog.head(actor);
  }

  @Query(() => AuditExportPart, {
    description: 'A part of the log as a file, which `aragora audit verify` checks.',
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
  const { category: categories, action, actorId, targetId, since, until } = filter ?? {};
  return given({ categories, action, actorId, targetId, since, until });
}
