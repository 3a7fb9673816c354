import { Ctx, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import type { Agents } from '../../domain/agents/agents.ts';
import type { Context } from '../context.ts';

declare module '../context.ts' {
  interface Doors {
    readonly agents: Agents;
  }
}

@ObjectType({
  description: 'A deliberator or language model that can answer for a participant of a debate.',
  simpleResolvers: true,
})
export class Agent {
  @Field(() => ID, { description: 'Id, such as `anthropic-api` or `openrouter:qwen/qwen3-max`.' })
  id!: string;

  @Field(() => String, { description: 'Display name.' })
  label!: string;

  @Field(() => String, { description: 'What the agent is and does. When it is unavailable, also how to configure it.' })
  description!: string;

  @Field(() => String, {
    description: 'Provider of the agent; `builtin` for rule-based agents, which are no language models.',
  })
  provider!: string;

  @Field(() => String, { nullable: true, description: 'Name of the model; null for a rule-based agent.' })
  model!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Maker of the model, independent of the provider; null for a rule-based agent and when unknown.',
  })
  family!: string | null;

  @Field(() => Boolean, { description: 'Whether the agent requires a key of its provider.' })
  needsKey!: boolean;

  @Field(() => Boolean, {
    description: 'Whether the provider is configured. When it is not, `description` says how to configure it.',
  })
  isAvailable!: boolean;

  @Field(() => Boolean, { description: 'Whether the price of its calls is known.' })
  isPriceKnown!: boolean;
}

@Resolver()
export class AgentResolver {
  @Query(() => [Agent], {
    description: 'All agents, including those whose provider is not configured.',
  })
  agents(@Ctx() { agents }: Context): readonly Agent[] {
    return agents.list();
  }
}
