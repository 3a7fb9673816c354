import { Arg, Ctx, Field, Float, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type * as domain from '../../domain/debates/debate-statistics.ts';
import type { Context } from '../context.ts';

@ObjectType({ description: 'The bounds of a 95 % interval.', simpleResolvers: true })
export class Interval {
  @Field(() => Float, { description: 'The lower bound.' })
  low!: number;

  @Field(() => Float, { description: 'The upper bound.' })
  high!: number;
}

@ObjectType({ description: 'How one agent fared over many debates.', simpleResolvers: true })
export class AgentStatistics {
  @Field(() => ID, { description: 'The agent.' })
  agentId!: string;

  @Field(() => Int, { description: 'Its blind answers in debates whose right answer is known.' })
  answered!: number;

  @Field(() => Int, { description: 'How many of those were right.' })
  right!: number;

  @Field(() => Int, { description: 'Debates with an exchange that it took part in.' })
  debates!: number;

  @Field(() => Int, { description: 'Times it could have followed the majority it was shown.' })
  opportunities!: number;

  @Field(() => Int, { description: 'Times it did. No fault by itself: the majority may have had the reasons.' })
  moves!: number;

  @Field(() => Int, { description: 'Those of the moves for which it named no peer and no reason.' })
  unexplained!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Majority-following, (moves + 1) / (opportunities + 5); null below 300 debates, where it would be noise.',
  })
  index!: number | null;

  @Field(() => Interval, { nullable: true, description: 'Its interval; null below 300 debates.' })
  interval!: Interval | null;
}

@ObjectType({
  description: 'How often panels that differed at first ended with one answer. No fault by itself.',
  simpleResolvers: true,
})
export class CollapseStatistics {
  @Field(() => Int, { description: 'Debates with an exchange whose blind answers differed.' })
  contested!: number;

  @Field(() => Int, { description: 'Those of them that ended unanimous.' })
  collapsed!: number;

  @Field(() => Float, { nullable: true, description: 'Their share, 0 to 1; null below 100 contested debates.' })
  rate!: number | null;

  @Field(() => Int, { description: 'Debates with ground truth with an exchange in which somebody was right at first.' })
  someoneWasRight!: number;

  @Field(() => Int, { description: 'Those of them that ended unanimous and wrong.' })
  wrongful!: number;

  @Field(() => Float, { nullable: true, description: 'Their share, 0 to 1; null below 100 of them.' })
  wrongfulRate!: number | null;
}

@ObjectType({ description: 'What debates changed against the majority of the blind answers.', simpleResolvers: true })
export class GainStatistics {
  @Field(() => Int, { description: 'Debates whose right answer is known.' })
  n!: number;

  @Field(() => Int, { description: 'Those of them that the debate corrected.' })
  corrected!: number;

  @Field(() => Int, { description: 'Those of them that the debate led away from the right answer.' })
  subverted!: number;

  @Field(() => Float, {
    nullable: true,
    description: '(corrected − subverted) / n; null below 100 debates with ground truth.',
  })
  value!: number | null;

  @Field(() => Interval, { nullable: true, description: 'Its interval; null below 100 debates with ground truth.' })
  interval!: Interval | null;

  @Field(() => Int, { description: 'Debates whose right answer is not known.' })
  withoutGroundTruth!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'All that can be said of those: their gain is at most so far from 0, the share of changed verdicts.',
  })
  maxAbs!: number | null;
}

@ObjectType({
  description:
    'What the newest 1,000 ended debates of the workspace show together. Below the minimum numbers there are counts and no index.',
  simpleResolvers: true,
})
export class DebateStatistics {
  @Field(() => Int, { description: 'How many debates were looked at.' })
  debates!: number;

  @Field(() => Int, { description: 'How many of them have a recorded right answer.' })
  withGroundTruth!: number;

  @Field(() => [AgentStatistics], { description: 'Each agent that took part.' })
  agents!: readonly AgentStatistics[];

  @Field(() => CollapseStatistics, { description: 'How often disagreement ended in one answer.' })
  collapse!: CollapseStatistics;

  @Field(() => GainStatistics, { description: 'What debates changed.' })
  gain!: GainStatistics;
}

@Resolver()
export class DebateStatisticsResolver {
  @Query(() => DebateStatistics, { description: 'What the workspace’s debates show together.' })
  async debateStatistics(
    @Arg('kind', () => String, {
      nullable: true,
      description: 'Only debates of this kind of decision; all when left out.',
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
    agents: agents.map((agent) => ({ ...agent, interval: toInterval(agent.interval) })),
    gain: { ...gain, interval: toInterval(gain.interval) },
  };
}

function toInterval(bounds: readonly [number, number] | null): Interval | null {
  return bounds && { low: bounds[0], high: bounds[1] };
}
