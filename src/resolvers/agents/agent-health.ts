import { Ctx, Field, GraphQLISODateTime, ID, Int, ObjectType, Query, Resolver, registerEnumType } from 'type-graphql';
import { isServerOperator } from '../../domain/access/actor.ts';
import type * as health from '../../domain/agents/health.ts';
import type { BreakerState } from '../../domain/shared/breaker.ts';
import type { FailureCode } from '../../domain/shared/call.ts';
import type { HealthStatus } from '../../domain/system/system.ts';
import type { Context } from '../context.ts';
import { FailureCodeEnum } from '../debates/protocol-enums.ts';
import { HealthStatusEnum } from '../system/system.ts';
import { Agent } from './agents.ts';

const BreakerStateEnum = { CLOSED: 'CLOSED', HALF_OPEN: 'HALF_OPEN', OPEN: 'OPEN' } as const;
registerEnumType(BreakerStateEnum, {
  name: 'CircuitBreakerState',
  description: 'Whether calls go through a circuit breaker.',
  valuesConfig: {
    CLOSED: { description: 'They do.' },
    HALF_OPEN: { description: 'One does, from one of all nodes, to see whether the agent works again.' },
    OPEN: { description: 'None does: the agent failed too often, or its provider wants to be left alone.' },
  },
});

@ObjectType({ description: 'What went wrong with a call of an agent.', simpleResolvers: true })
export class AgentCallFailure {
  @Field(() => FailureCodeEnum, { description: 'Why it failed.' })
  code!: FailureCode;

  @Field(() => String, { description: 'The same in words.' })
  message!: string;

  @Field(() => GraphQLISODateTime, { description: 'When it failed.' })
  at!: Date;
}

@ObjectType({
  description: 'Keeps calls away from an agent that fails; all nodes share it.',
  simpleResolvers: true,
})
export class CircuitBreaker {
  @Field(() => ID, { description: 'The agent it belongs to.' })
  agentId!: string;

  @Field(() => BreakerStateEnum, { description: 'Whether calls go through.' })
  state!: BreakerState;

  @Field(() => Int, { description: 'Failures since the last success; 5 open it.' })
  failures!: number;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'Until when no call goes through; null while closed.',
  })
  openUntil!: Date | null;

  @Field(() => AgentCallFailure, {
    nullable: true,
    description: 'What went wrong last, for a day; null when nothing did.',
  })
  lastFailure!: AgentCallFailure | null;
}

@ObjectType({ description: 'How one agent is.', simpleResolvers: true })
export class AgentCondition {
  @Field(() => Agent, { description: 'The agent.' })
  agent!: Agent;

  @Field(() => Boolean, { description: 'Whether it can be asked now: it is set up, and its breaker is not open.' })
  isAvailable!: boolean;

  @Field(() => CircuitBreaker, {
    nullable: true,
    description: 'Its circuit breaker; null for an agent that calls nobody.',
  })
  breaker!: CircuitBreaker | null;
}

@ObjectType({ description: 'How the agents are.', simpleResolvers: true })
export class AgentHealth {
  @Field(() => HealthStatusEnum, {
    description:
      '`UNHEALTHY` when language models are set up and none can be asked, `DEGRADED` when a breaker is open, otherwise `HEALTHY`.',
  })
  status!: HealthStatus;

  @Field(() => [AgentCondition], { description: 'The agents one by one.' })
  agents!: readonly AgentCondition[];

  @Field(() => Boolean, {
    description: 'Whether OpenRouter is set up, to answer in place of a model that is not to be had.',
  })
  hasOpenrouter!: boolean;
}

@Resolver()
export class AgentHealthResolver {
  @Query(() => AgentHealth, { description: 'How the agents are, and whether they can be asked.' })
  agentHealth(@Ctx() { agents }: Context): Promise<health.AgentHealth> {
    return agents.agentHealth();
  }

  @Query(() => [CircuitBreaker], {
    description:
      'The circuit breakers of the language models that are set up; for whoever keeps the machine, with the API token or a ' +
      'local one, also of whatever other ones were asked.',
  })
  circuitBreakers(@Ctx() { agents, actor }: Context): Promise<readonly health.AgentBreaker[]> {
    return isServerOperator(actor) ? agents.circuitBreakers() : agents.listedCircuitBreakers();
  }
}
