import { Arg, Ctx, Field, Float, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type * as domain from '../../domain/debates/debate-statistics.ts';
import type { Context } from '../context.ts';

@ObjectType({ description: 'A 95 % confidence interval.', simpleResolvers: true })
export class Interval {
  @Field(() => Float, { description: 'Lower bound.' })
  low!: number;

  @Field(() => Float, { description: 'Upper bound.' })
  high!: number;
}

@ObjectType({ description: 'Statistics of one agent over many debates.', simpleResolvers: true })
export class AgentStatistics {
  @Field(() => String, { description: '`Agent.key` of the agent, which may no longer be configured.' })
  agentKey!: string;

  @Field(() => Int, { description: 'Number of its blind answers in debates with ground truth.' })
  answered!: number;

  @Field(() => Int, { description: 'Number of these answers that were right.' })
  right!: number;

  @Field(() => Int, { description: 'Number of its debates with an exchange.' })
  debates!: number;

  @Field(() => Int, { description: 'How often it could have followed the majority it was shown.' })
  opportunities!: number;

  @Field(() => Int, {
    description: 'How often it followed the majority. Not a fault in itself: the majority may have had better reasons.',
  })
  moves!: number;

  @Field(() => Int, { description: 'Number of these moves without a named peer or reason.' })
  unexplained!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Majority following, (moves + 1) / (opportunities + 5); null below 300 debates, where it would be noise.',
  })
  index!: number | null;

  @Field(() => Interval, { nullable: true, description: 'Interval of the index; null below 300 debates.' })
  interval!: Interval | null;
}

@ObjectType({
  description: 'How often debaters with different blind answers ended with the same answer. Not a fault in itself.',
  simpleResolvers: true,
})
export class CollapseStatistics {
  @Field(() => Int, { description: 'Number of debates with an exchange and different blind answers.' })
  contested!: number;

  @Field(() => Int, { description: 'Number of these that ended unanimous.' })
  collapsed!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Share of collapsed debates, 0 to 1; null below 100 contested debates.',
  })
  rate!: number | null;

  @Field(() => Int, {
    description: 'Number of debates with ground truth and an exchange in which at least one blind answer was right.',
  })
  withCorrectBlindAnswer!: number;

  @Field(() => Int, { description: 'Number of these that ended unanimous and wrong.' })
  wrongful!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Share of wrongful debates, 0 to 1; null when `withCorrectBlindAnswer` is below 100.',
  })
  wrongfulRate!: number | null;
}

@ObjectType({ description: 'Gain of debates over the majority of the blind answers.', simpleResolvers: true })
export class GainStatistics {
  @Field(() => Int, { description: 'Number of debates with ground truth.' })
  n!: number;

  @Field(() => Int, { description: 'Number of these in which the debate corrected a wrong majority.' })
  corrected!: number;

  @Field(() => Int, { description: 'Number of these in which the debate overturned a right majority.' })
  subverted!: number;

  @Field(() => Float, {
    nullable: true,
    description: '(corrected − subverted) / n; null below 100 debates with ground truth.',
  })
  value!: number | null;

  @Field(() => Interval, {
    nullable: true,
    description: 'Interval of the gain; null below 100 debates with ground truth.',
  })
  interval!: Interval | null;

  @Field(() => Int, { description: 'Number of debates without ground truth.' })
  withoutGroundTruth!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Upper bound of the absolute gain of debates without ground truth: the share of changed verdicts.',
  })
  maxAbs!: number | null;
}

@ObjectType({
  description:
    'Statistics of the newest 1,000 ended debates of the workspace. Below the minimum numbers there are only counts, no index.',
  simpleResolvers: true,
})
export class DebateStatistics {
  @Field(() => Int, { description: 'Number of debates counted.' })
  debates!: number;

  @Field(() => Int, { description: 'Number of these with ground truth.' })
  withGroundTruth!: number;

  @Field(() => [AgentStatistics], { description: 'Statistics of each agent that took part.' })
  agents!: readonly AgentStatistics[];

  @Field(() => CollapseStatistics, { description: 'How often disagreement ended in one answer.' })
  collapse!: CollapseStatistics;

  @Field(() => GainStatistics, { description: 'Gain of the debates.' })
  gain!: GainStatistics;
}

@Resolver()
export class DebateStatisticsResolver {
  @Query(() => DebateStatistics, { description: 'Statistics of the debates of the workspace.' })
  async debateStatistics(
    @Arg('kind', () => String, {
      nullable: true,
      description: 'Only debates on this kind of decision. Default: all.',
    })
    kind: string | null,
    @Ctx() { debates, actor }: Context,
  ): Promise<DebateStatistics> {
    return toStatistics(await debates.statistics(actor, kind ?? undefined));
  }
}

function toStatistics({ agents, gain, ...rest }: domain.DebateStatistics): DebateStatistics {
  return {
    ...rest,
    agents: agents.map(({ agentId: agentKey, interval, ...counts }) => ({
      ...{ ...counts, agentKey, interval: toInterval(interval) },
    })),
    gain: { ...gain, interval: toInterval(gain.interval) },
  };
}

function toInterval(bounds: readonly [number, number] | null): Interval | null {
  return bounds && { low: bounds[0], high: bounds[1] };
}
