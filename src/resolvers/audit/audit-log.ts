import { Arg, Ctx, GraphQLISODateTime, Int, Query, Resolver } from 'type-graphql';
import type { AuditFormat } from '../../domain/audit/audit-export.ts';
import type { AuditLog } from '../../domain/audit/audit-log.ts';
import type { AuditFilter as DomainFilter } from '../../domain/audit/ports.ts';
import { given } from '../../domain/shared/given.ts';
import type { Context } from '../context.ts';
import { toConnection } from '../shared/connection.ts';
import {
  AuditConnection,
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

const FIRST = { nullable: true, description: 'How many to take from the start of the page, 1 to 100.' } as const;
const LAST = { nullable: true, description: 'How many to take from the end of the page, 1 to 100.' } as const;
const AFTER = { nullable: true, description: 'Only what comes after this cursor.' } as const;
const BEFORE = { nullable: true, description: 'Only what comes before this cursor.' } as const;
const FILTER = { nullable: true, description: 'Which entries.' } as const;

@Resolver()
export class AuditLogResolver {
  @Query(() => AuditConnection, {
    description: 'What was done in the organisation of the workspace, and by whom. Give `first` or `last`.',
  })
  async auditLog(
    @Arg('first', () => Int, FIRST) first: number | null,
    @Arg('after', () => String, AFTER) after: string | null,
    @Arg('last', () => Int, LAST) last: number | null,
    @Arg('before', () => String, BEFORE) before: string | null,
    @Arg('filter', () => AuditFilter, FILTER) wanted: AuditFilter | null,
    @Arg('orderBy', () => AuditOrderEnum, { defaultValue: 'NEWEST_FIRST', description: 'In which order.' })
    order: 'NEWEST_FIRST' | 'OLDEST_FIRST',
    @Ctx() { auditLog, actor }: Context,
  ): Promise<AuditConnection> {
    const filter = toFilter(wanted);
    const list = await auditLog.list(actor, { first, after, last, before, filter, order });
    const edges = list.items.map((node) => ({ cursor: list.cursorOf(node), node }));
    const count = () => auditLog.count(actor, filter);
    return Object.assign(new AuditConnection(), toConnection(edges, list), { count });
  }

  @Query(() => AuditHead, { description: 'Where the log of the organisation ends.' })
  auditHead(@Ctx() { auditLog, actor }: Context): Promise<AuditHead> {
    return auditLog.head(actor);
  }

  @Query(() => AuditExportPart, {
    description: 'A part of the log as a file, which `aragora audit verify` checks.',
  })
  async auditExport(
    @Arg('format', () => AuditFormatEnum, { defaultValue: 'JSON', description: 'In which form.' }) format: AuditFormat,
    @Arg('since', () => GraphQLISODateTime, { nullable: true, description: 'From this moment on.' }) since: Date | null,
    @Arg('until', () => GraphQLISODateTime, { nullable: true, description: 'Before this moment.' }) until: Date | null,
    @Arg('after', () => String, { nullable: true, description: 'What the part before told as `next`.' })
    after: string | null,
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
