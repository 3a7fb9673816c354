import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import * as domain from '../../domain/shared/call.ts';
import { FailureCodeEnum } from '../debates/protocol-enums.ts';

@ObjectType({ description: 'One try to get an answer out of one model.', simpleResolvers: true })
export class Attempt {
  @Field(() => String, { description: 'Who provides the model.' })
  provider!: string;

  @Field(() => String, { description: 'The model that was called.' })
  model!: string;

  @Field(() => FailureCodeEnum, { nullable: true, description: 'Why it failed; null: it answered.' })
  failure!: domain.FailureCode | null;

  @Field(() => String, { nullable: true, description: 'What went wrong; null when nothing did.' })
  message!: string | null;

  @Field(() => Int, { description: 'How long it took, in milliseconds.' })
  latencyMs!: number;

  @Field(() => Int, { description: 'Tokens read.' })
  inputTokens!: number;

  @Field(() => Int, { description: 'Tokens written.' })
  outputTokens!: number;

  @Field(() => Boolean, { description: 'Whether the tokens are estimated from the length of the texts.' })
  isEstimated!: boolean;

  @Field(() => Float, { nullable: true, description: 'US dollars; null when the price of the model is not known.' })
  costUsd!: number | null;

  @Field(() => String, { nullable: true, description: 'What had arrived of an answer that was given up.' })
  discardedText!: string | null;
}

@ObjectType({ description: 'How an answer of a language model came about.', simpleResolvers: true })
export class Call {
  @Field(() => ID, { description: 'The model that was wanted, as `provider:model`.' })
  requestedModel!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'The model that answered, as `provider:model`; another one than was wanted after a fallback, null when none did.',
  })
  servedModel!: string | null;

  @Field(() => [Attempt], { description: 'Everything that was tried, in order.' })
  attempts!: readonly Attempt[];

  @Field(() => Int, { description: 'How long all attempts took, in milliseconds.' })
  latencyMs!: number;

  @Field(() => Int, { description: 'Tokens read by all attempts.' })
  inputTokens!: number;

  @Field(() => Int, { description: 'Tokens written by all attempts.' })
  outputTokens!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'US dollars; null when the price of one of the models is not known.',
  })
  costUsd!: number | null;
}

@ObjectType({ description: 'What calls of language models took.', simpleResolvers: true })
export class Spending {
  @Field(() => Int, { description: 'Tokens read.' })
  inputTokens!: number;

  @Field(() => Int, { description: 'Tokens written.' })
  outputTokens!: number;

  @Field(() => Float, { nullable: true, description: 'US dollars; null as soon as one price is not known.' })
  costUsd!: number | null;

  @Field(() => Float, { description: 'US dollars of the calls whose price is known.' })
  knownCostUsd!: number;
}

export function toCall(call: domain.Call | undefined): Call | null {
  if (!call) return null;
  const { inputTokens, outputTokens, costUsd } = domain.spendingOf(call.attempts);
  const latencyMs = call.attempts.reduce((sum, attempt) => sum + attempt.latencyMs, 0);
  return { ...call, latencyMs, inputTokens, outputTokens, costUsd };
}
