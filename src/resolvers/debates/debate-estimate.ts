import { Arg, Ctx, Field, Float, ObjectType, Query, Resolver } from 'type-graphql';
import type { Context } from '../context.ts';
import { payloadWith, ResultOf } from '../shared/payload.ts';
import { SafeInt } from '../shared/scalars.ts';
import { orUserErrors } from '../shared/user-errors.ts';
import { withoutNulls } from '../shared/without-nulls.ts';
import { StartDebateInput } from './debate-inputs.ts';
import { toStartDebate } from './from-debate-inputs.ts';

@ObjectType({ description: 'Smallest and largest expected value.', simpleResolvers: true })
class CountRange {
  @Field(() => SafeInt, { description: 'Value when the debate ends as early as possible.' })
  least!: number;

  @Field(() => SafeInt, { description: 'Value when the debate runs to its last phase.' })
  most!: number;
}

@ObjectType({ description: 'Smallest and largest expected value.', simpleResolvers: true })
class FloatRange {
  @Field(() => Float, { description: 'Value when the debate ends as early as possible.' })
  least!: number;

  @Field(() => Float, { description: 'Value when the debate runs to its last phase.' })
  most!: number;
}

@ObjectType({
  description:
    'Expected calls, tokens and cost of a debate. A rough estimate without fallbacks. The limits hold in any case.',
  simpleResolvers: true,
})
class DebateEstimate {
  @Field(() => CountRange, { description: 'Number of calls of language models.' })
  calls!: CountRange;

  @Field(() => CountRange, { description: 'Input tokens.' })
  inputTokens!: CountRange;

  @Field(() => CountRange, { description: 'Output tokens.' })
  outputTokens!: CountRange;

  @Field(() => FloatRange, { nullable: true, description: 'Cost in US dollars; null when a price is unknown.' })
  costUsd!: FloatRange | null;

  @Field(() => [String], { description: 'Keys of the agents without a known price.' })
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
    description:
      'Estimates calls, tokens and cost of a debate. Returns the user errors that `startDebate` would return.',
  })
  estimateDebate(
    @Arg('input', () => StartDebateInput, { description: 'The debate to estimate.' }) input: StartDebateInput,
    @Ctx() { debates }: Context,
  ): Promise<EstimateDebatePayload> {
    return orUserErrors(async () => ({ estimate: debates.estimate(toStartDebate(withoutNulls(input))) }));
  }
}
