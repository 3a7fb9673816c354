import { Arg, Ctx, Field, Float, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { payloadWith, ResultOf } from '../shared/payload.ts';
import { orUserErrors } from '../shared/user-errors.ts';
import { withoutNulls } from '../shared/without-nulls.ts';
import { StartDebateInput } from './debate-inputs.ts';
import { toStartDebate } from './from-debate-inputs.ts';

@ObjectType({ description: 'The least and the most of something.', simpleResolvers: true })
class IntRange {
  @Field(() => Int, { description: 'If the debate ends as early as it can.' })
  least!: number;

  @Field(() => Int, { description: 'If it goes all the way.' })
  most!: number;
}

@ObjectType({ description: 'The least and the most of something.', simpleResolvers: true })
class FloatRange {
  @Field(() => Float, { description: 'If the debate ends as early as it can.' })
  least!: number;

  @Field(() => Float, { description: 'If it goes all the way.' })
  most!: number;
}

@ObjectType({
  description: 'What a debate may take, by a rule of thumb. Fallbacks are not foreseen; the limits hold in any case.',
  simpleResolvers: true,
})
class DebateEstimate {
  @Field(() => IntRange, { description: 'Calls of language models.' })
  calls!: IntRange;

  @Field(() => IntRange, { description: 'Tokens read.' })
  inputTokens!: IntRange;

  @Field(() => IntRange, { description: 'Tokens written.' })
  outputTokens!: IntRange;

  @Field(() => FloatRange, { nullable: true, description: 'US dollars; null when a price is not known.' })
  costUsd!: FloatRange | null;

  @Field(() => [ID], { description: 'Agents whose price is not known.' })
  unpriced!: readonly string[];
}

@ResultOf('estimateDebate')
class EstimateDebatePayload extends payloadWith(
  'estimate',
  DebateEstimate,
  'The estimate; null when there are user errors.',
) {}

@Resolver()
export class DebateEstimateResolver {
  @Query(() => EstimateDebatePayload, {
    description: 'What a debate would take, and whether it could be started at all.',
  })
  estimateDebate(
    @Arg('input', () => StartDebateInput, { description: 'The debate.' }) input: StartDebateInput,
    @Ctx() { debates }: Context,
  ): Promise<EstimateDebatePayload> {
    return orUserErrors(async () => ({ estimate: debates.estimate(toStartDebate(withoutNulls(input))) }));
  }
}
