import { Arg, Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { DateTime } from '../shared/scalars.ts';

@ObjectType({ description: 'Cost of an operation, and the points left to its caller.', simpleResolvers: true })
export class RateLimit {
  @Field(() => Int, { description: 'Points of this operation, counted before it runs.' })
  cost!: number;

  @Field(() => Int, { nullable: true, description: 'Points for a minute; null without a limit.' })
  limit!: number | null;

  @Field(() => Int, { nullable: true, description: 'Points left in this minute; null without a limit.' })
  remaining!: number | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Time when all points are available again; null without a limit.',
  })
  resetAt!: Date | null;
}

@Resolver()
export class RateLimitResolver {
  @Query(() => RateLimit, {
    description: 'Cost of this operation, and the points left to the caller in this minute. See docs/limits.md.',
  })
  rateLimit(
    @Ctx() { budget }: Context,
    @Arg('dryRun', () => Boolean, {
      defaultValue: false,
      description:
        'Runs nothing else of the operation and takes one point. Only allowed at the top level of the operation.',
    })
    _dryRun: boolean,
  ): RateLimit {
    const { limit = null, remaining = null, resetAt = null } = budget?.allowance ?? {};
    return { cost: budget?.cost ?? 0, limit, remaining, resetAt };
  }
}
