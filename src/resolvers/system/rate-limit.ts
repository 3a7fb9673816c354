import { Arg, Ctx, Field, GraphQLISODateTime, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';

@ObjectType({ description: 'What an operation costs, and what its caller may still do.', simpleResolvers: true })
export class RateLimit {
  @Field(() => Int, { description: 'Points of this operation, counted before it is run.' })
  cost!: number;

  @Field(() => Int, { nullable: true, description: 'Points in a minute; null where nothing is limited.' })
  limit!: number | null;

  @Field(() => Int, { nullable: true, description: 'Points that are left in this minute.' })
  remaining!: number | null;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When all points are there again.' })
  resetAt!: Date | null;
}

@Resolver()
export class RateLimitResolver {
  @Query(() => RateLimit, {
    description: 'What this operation costs, and what its caller may still do in this minute. See docs/limits.md.',
  })
  rateLimit(
    @Ctx() { budget }: Context,
    @Arg('dryRun', () => Boolean, {
      defaultValue: false,
      description: 'Run nothing else of the operation, and take one point for it. Stands at the top of the operation.',
    })
    _dryRun: boolean,
  ): RateLimit {
    const { limit = null, remaining = null, resetAt = null } = budget?.allowance ?? {};
    return { cost: budget?.cost ?? 0, limit, remaining, resetAt };
  }
}
