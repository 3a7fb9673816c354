import { Field, Float, Int, ObjectType } from 'type-graphql';
import * as domain from '../../domain/shared/call.ts';
import { FailureCodeEnum } from '../debates/protocol-enums.ts';
import { SafeInt } from '../shared/scalars.ts';
import { AgentProviderEnum } from './agent-provider.ts';

@ObjectType({ description: 'One request to one model.', simpleResolvers: true })
export class Attempt {
  @Field(() => AgentProviderEnum, { description: 'Provider of the model.' })
  provider!: string;

  @Field(() => String, { description: 'Name of the model at the provider.' })
  model!: string;

  @Field(() => FailureCodeEnum, { nullable: true, description: 'Kind of failure; null on success.' })
  failure!: domain.FailureCode | null;

  @Field(() => String, { nullable: true, description: 'Description of the failure; null on success.' })
  message!: string | null;

  @Field(() => Int, { description: 'Duration in milliseconds.' })
  latencyMs!: number;

  @Field(() => SafeInt, { description: 'Input tokens.' })
  inputTokens!: number;

  @Field(() => SafeInt, { description: 'Output tokens.' })
  outputTokens!: number;

  @Field(() => Boolean, { description: 'Whether the tokens are estimated from the length of the texts.' })
  isEstimated!: boolean;

  @Field(() => Float, {
    nullable: true,
    description: 'Cost in US dollars; null when the price of the model is unknown.',
  })
  costUsd!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Received part of an abandoned answer; null when there is none.',
  })
  discardedText!: string | null;
}

@ObjectType({
  description: 'All attempts to get one answer from language models, with their tokens and cost.',
  simpleResolvers: true,
})
export class Call {
  @Field(() => String, { description: 'The requested model, as `provider:model`.' })
  requestedModel!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The model that answered, as `provider:model`. It differs from the requested one after a fallback. Null when none answered.',
  })
  servedModel!: string | null;

  @Field(() => [Attempt], { description: 'All attempts in order.' })
  attempts!: readonly Attempt[];

  @Field(() => Int, { description: 'Duration of all attempts in milliseconds.' })
  latencyMs!: number;

  @Field(() => SafeInt, { description: 'Input tokens of all attempts.' })
  inputTokens!: number;

  @Field(() => SafeInt, { description: 'Output tokens of all attempts.' })
  outputTokens!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Cost in US dollars; null when the price of one of the models is unknown.',
  })
  costUsd!: number | null;
}

@ObjectType({ description: 'Tokens and cost of calls of language models.', simpleResolvers: true })
export class Spending {
  @Field(() => SafeInt, { description: 'Input tokens.' })
  inputTokens!: number;

  @Field(() => SafeInt, { description: 'Output tokens.' })
  outputTokens!: number;

  @Field(() => Float, { nullable: true, description: 'Cost in US dollars; null when one price is unknown.' })
  costUsd!: number | null;

  @Field(() => Float, { description: 'Cost in US dollars of the calls with a known price.' })
  knownCostUsd!: number;
}

export function toCall(call: domain.Call | undefined): Call | null {
  if (!call) return null;
  const attempts = call.attempts.map(domain.plausibleAttempt);
  const { inputTokens, outputTokens, costUsd } = domain.spendingOf(attempts);
  const latencyMs = attempts.reduce((sum, attempt) => sum + attempt.latencyMs, 0);
  return { ...call, attempts, latencyMs, inputTokens, outputTokens, costUsd };
}
