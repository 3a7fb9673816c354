import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { type CallUsage as Calls, costOf } from '../../domain/usage/call-usage.ts';
import type { DebateUsage as Debates } from '../../domain/usage/debate-usage.ts';
import type { UsageGroup, UsageReport } from '../../domain/usage/report.ts';
import type { Usage as UsageDoor } from '../../domain/usage/usage.ts';
import { agentOf } from '../agents/agents.ts';
import type { Context } from '../context.ts';
import { type CallUsage, type DebateUsage, Usage, UsageGroupEnum, UsageWindow } from './usage-types.ts';

declare module '../context.ts' {
  interface Doors {
    readonly usage: UsageDoor;
  }
}

@Resolver()
export class UsageResolver {
  @Query(() => Usage, {
    description: 'Calls, tokens, cost and debates of the workspace in a range of days, in total and by groups.',
  })
  async usage(
    @Arg('window', () => UsageWindow, { description: 'The range of days.' }) window: UsageWindow,
    @Arg('groupBy', () => [UsageGroupEnum], {
      nullable: true,
      description: 'Groupings, one or several together, at most 10. Default: only the totals.',
    })
    groupBy: UsageGroup[] | null,
    @Ctx() context: Context,
  ): Promise<Usage> {
    return toUsage(await context.usage.report(context.actor, window, groupBy ?? []), context);
  }
}

function toUsage({ totals, rows, ...rest }: UsageReport, context: Context): Usage {
  return {
    ...rest,
    totals: { spent: toCalls(totals.spent), debates: toDebates(totals.debates) },
    rows: rows.map(({ agentId: agentKey, ...row }) => {
      const agent = agentKey === null ? null : agentOf(agentKey, context);
      return { ...row, agentKey, agent, spent: toCalls(row.spent), debates: row.debates && toDebates(row.debates) };
    }),
  };
}

function toCalls(calls: Calls): CallUsage {
  return { ...calls, costUsd: costOf(calls) };
}

function toDebates({ STARTED, DECIDED, NO_CONSENSUS, UNDECIDED, ABORTED }: Debates): DebateUsage {
  return {
    started: STARTED,
    decided: DECIDED,
    noConsensus: NO_CONSENSUS,
    undecided: UNDECIDED,
    aborted: ABORTED,
  };
}
