import { Ctx, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import type { AgentInfo } from '../../domain/agents/agent.ts';
import type { Agents } from '../../domain/agents/agents.ts';
import type { Context } from '../context.ts';
import { Node } from '../shared/node.ts';
import { AgentProviderEnum } from './agent-provider.ts';

declare module '../context.ts' {
  interface Doors {
    readonly agents: Agents;
  }
}

@ObjectType({
  description: 'A deliberator or language model that can answer for a participant of a debate.',
  implements: Node,
  simpleResolvers: true,
})
export class Agent extends Node {
  @Field(() => ID, { description: 'Id: the key with the prefix `agt_`.' })
  declare id: string;

  @Field(() => String, {
    description:
      'Name by which inputs refer to the agent, such as `anthropic-api` or `openrouter:qwen/qwen3-max`. It is unique among the agents.',
  })
  key!: string;

  @Field(() => String, { description: 'Display name.' })
  label!: string;

  @Field(() => String, { description: 'What the agent is and does. When it is unavailable, also how to configure it.' })
  description!: string;

  @Field(() => AgentProviderEnum, {
    description: 'Provider of the agent; `BUILTIN` for rule-based agents, which are no language models.',
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

const PREFIX = 'agt_';

export function toAgent({ id: key, ...info }: AgentInfo): Agent {
  return Object.assign(new Agent(), { ...info, id: `${PREFIX}${key}`, key });
}

/** The agent with this key, also of a model that is not listed; null when no provider has it. */
export function agentOf(key: string, { agents }: Pick<Context, 'agents'>): Agent | null {
  const info = agents.find(key);
  return info ? toAgent(info) : null;
}

/** An agent may have several names, but only one id. */
export async function readAgent(id: string, context: Context): Promise<Agent | null> {
  const agent = agentOf(id.slice(PREFIX.length), context);
  return agent?.id === id ? agent : null;
}

@Resolver()
export class AgentResolver {
  @Query(() => [Agent], {
    description: 'All agents, including those whose provider is not configured.',
  })
  agents(@Ctx() { agents }: Context): readonly Agent[] {
    return agents.list().map(toAgent);
  }
}
