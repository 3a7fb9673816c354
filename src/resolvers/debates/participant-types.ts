import { Field, Float, ObjectType } from 'type-graphql';
import type * as domain from '../../domain/debates/participant.ts';
import { AgentProviderEnum } from '../agents/agent-provider.ts';
import { RoleEnum } from './protocol-enums.ts';

@ObjectType({
  description:
    'An agent in a debate, with a role. In a fork, shared turns and events give the agent that took part in them.',
  simpleResolvers: true,
})
export class Participant {
  @Field(() => String, { description: 'Key, unique within the debate.' })
  key!: string;

  @Field(() => String, { description: 'Display name.' })
  label!: string;

  @Field(() => RoleEnum, { description: 'Role in the debate.' })
  role!: domain.Role;

  @Field(() => String, { description: 'Key of the agent that answers for the participant: `Agent.key`.' })
  agentKey!: string;

  @Field(() => AgentProviderEnum, { description: 'Provider of the agent; BUILTIN for a rule-based agent.' })
  provider!: string;

  @Field(() => String, { nullable: true, description: 'Name of the model; null for a rule-based agent.' })
  model!: string | null;

  @Field(() => String, { nullable: true, description: 'Maker of the model; null for a rule-based agent.' })
  family!: string | null;

  @Field(() => Float, {
    description:
      'Weight of the vote, computed from past debates with ground truth; 1 for all when there are too few of them.',
  })
  weight!: number;
}

export function toParticipant({ id, agentId, ...participant }: domain.Participant): Participant {
  return { key: id, agentKey: agentId, ...participant };
}
