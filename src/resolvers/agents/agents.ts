import { Ctx, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import type { Agents } from '../../domain/agents/agents.ts';
import type { Context } from '../context.ts';

declare module '../context.ts' {
  interface Doors {
    readonly agents: Agents;
  }
}

@ObjectType({ description: 'Something that can answer for a participant of a debate.', simpleResolvers: true })
export class Agent {
  @Field(() => ID, { description: 'Its id.' })
  id!: string;

  @Field(() => String, { description: 'What to show for it.' })
  label!: string;

  @Field(() => String, { description: 'What it is and what it does.' })
  description!: string;

  @Field(() => String, {
    description: 'Who provides it; `builtin` for rule-based agents, which are no language models.',
  })
  provider!: string;

  @Field(() => String, { nullable: true, description: 'The model that answers; null for a rule-based agent.' })
  model!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Who made the model, whatever provider serves it; null for a rule-based agent, and where nobody knows.',
  })
  family!: string | null;

  @Field(() => Boolean, { description: 'Whether it works only with a key of its provider.' })
  needsKey!: boolean;

  @Field(() => Boolean, {
    description: 'Whether its provider is set up; where it is not, the description says what to do.',
  })
  isAvailable!: boolean;

  @Field(() => Boolean, { description: 'Whether what its calls cost can be told.' })
  isPriceKnown!: boolean;
}

@Resolver()
export class AgentResolver {
  @Query(() => [Agent], {
    description: 'The agents that can take part in debates, and those that could with a key for their provider.',
  })
  agents(@Ctx() { agents }: Context): readonly Agent[] {
    return agents.list();
  }
}
