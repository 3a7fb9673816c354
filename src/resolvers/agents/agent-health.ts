import { Ctx, Field, Int, ObjectType, Query, Resolver, registerEnumType } from 'type-graphql';
import { isServerOperator } from '../../domain/access/actor.ts';
import type * as health from '../../domain/agents/health.ts';
import type { BreakerState } from '../../domain/shared/breaker.ts';
import type { FailureCode } from '../../domain/shared/call.ts';
import type { HealthStatus } from '../../domain/system/system.ts';
import type { Context } from '../context.ts';
import { FailureCodeEnum } from '../debates/protocol-enums.ts';
import { DateTime } from '../shared/scalars.ts';
import { HealthStatusEnum } from '../system/system.ts';
import { Agent, agentOf, toAgent } from './agents.ts';

const BreakerStateEnum = { CLOSED: 'CLOSED', HALF_OPEN: 'HALF_OPEN', OPEN: 'OPEN' } as const;
registerEnumType(BreakerStateEnum, {
  name: 'CircuitBreakerState',
  description: 'State of a circuit breaker.',
  valuesConfig: {
    CLOSED: { description: 'All calls are allowed.' },
    HALF_OPEN: { description: 'One node may send a single probe, to find out whether the agent works again.' },
    OPEN: { description: 'No calls are allowed: the agent failed too often, or its provider asked for a pause.' },
  },
});

@ObjectType({ description: 'The failure of a call to an agent.', simpleResolvers: true })
export class AgentCallFailure {
  @Field(() => FailureCodeEnum, { description: 'Kind of failure.' })
  code!: FailureCode;

  @Field(() => String, { description: 'Description of the failure.' })
  message!: string;

  @Field(() => DateTime, { description: 'Time of the failure.' })
  at!: Date;
}

@ObjectType({
  description: 'Stops calls to an agent that fails. All nodes share its state.',
  simpleResolvers: true,
})
export class CircuitBreaker {
  @Field(() => String, { description: 'Key of the agent.' })
  agentKey!: string;

  @Field(() => Agent, { nullable: true, description: 'The agent; null when no provider has it any more.' })
  agent!: Agent | null;

  @Field(() => BreakerStateEnum, { description: 'State of the breaker.' })
  state!: BreakerState;

  @Field(() => Int, { description: 'Failures since the last success. 5 failures open the breaker.' })
  failures!: number;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Time until which no call is allowed; null while closed.',
  })
  openUntil!: Date | null;

  @Field(() => AgentCallFailure, {
    nullable: true,
    description: 'Last failure within a day; null when there was none.',
  })
  lastFailure!: AgentCallFailure | null;
}

@ObjectType({ description: 'Health of one agent.', simpleResolvers: true })
export class AgentCondition {
  @Field(() => Agent, { description: 'The agent.' })
  agent!: Agent;

  @Field(() => Boolean, {
    description: 'Whether the agent can be called now: it is configured and its breaker is not open.',
  })
  isAvailable!: boolean;

  @Field(() => CircuitBreaker, {
    nullable: true,
    description: 'Circuit breaker; null for an agent that calls no model.',
  })
  breaker!: CircuitBreaker | null;
}

@ObjectType({ description: 'Health of all agents.', simpleResolvers: true })
export class AgentHealth {
  @Field(() => HealthStatusEnum, {
    description:
      '`UNHEALTHY` when language models are configured and none is available, `DEGRADED` when a breaker is open, otherwise `HEALTHY`.',
  })
  status!: HealthStatus;

  @Field(() => [AgentCondition], { description: 'Health of each agent.' })
  agents!: readonly AgentCondition[];

  @Field(() => Boolean, {
    description: 'Whether OpenRouter is configured as a fallback for unavailable models.',
  })
  hasOpenrouter!: boolean;
}

@Resolver()
export class AgentHealthResolver {
  @Query(() => AgentHealth, { description: 'Health and availability of the agents.' })
  async agentHealth(@Ctx() context: Context): Promise<AgentHealth> {
    const found = await context.agents.agentHealth();
    return {
      status: found.status,
      hasOpenrouter: found.hasOpenrouter,
      // Probes read only the status, and often.
      get agents() {
        return found.agents.map((condition) => toCondition(condition, context));
      },
    };
  }

  @Query(() => [CircuitBreaker], {
    description:
      'Circuit breakers of the configured language models. The operator of the server, with the API token or a local token, ' +
      'also sees those of all other models that were called.',
  })
  async circuitBreakers(@Ctx() context: Context): Promise<readonly CircuitBreaker[]> {
    const { agents, actor } = context;
    const breakers = isServerOperator(actor) ? await agents.circuitBreakers() : await agents.listedCircuitBreakers();
    return breakers.map((breaker) => toBreaker(breaker, context));
  }
}

function toCondition({ agent, isAvailable, breaker }: health.AgentCondition, context: Context): AgentCondition {
  return { agent: toAgent(agent), isAvailable, breaker: breaker && toBreaker(breaker, context) };
}

function toBreaker({ agentId: agentKey, ...state }: health.AgentBreaker, context: Context): CircuitBreaker {
  return { agentKey, agent: agentOf(agentKey, context), ...state };
}
