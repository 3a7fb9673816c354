import type { AgentHealthQuery, CircuitBreakersQuery } from '../../../cli/generated/graphql.ts';
import { BREAKER_RULES } from '../../../domain/shared/breaker.ts';
import type { Clock } from '../../../domain/shared/ports.ts';
import { operationRoute, type Route } from '../../../infra/http/rest/route.ts';

type Health = NonNullable<AgentHealthQuery['agentHealth']>['agents'][number];
type Breaker = Omit<NonNullable<CircuitBreakersQuery['circuitBreakers']>[number], 'agent'>;

const read = { method: 'GET', permission: 'agents.read' } as const;

/** Health of the agents, in the format that existing operator consoles read. */
export function agentRoutes(clock: Pick<Clock, 'now'>): readonly Route[] {
  return [
    operationRoute<AgentHealthQuery>({
      ...read,
      path: '/api/agents/health',
      summary: 'Health of the agents, and their circuit breakers.',
      operation: 'AgentHealth',
      respond: ({ agentHealth }) => ({ body: healthBody(agentHealth, clock.now()) }),
    }),
    ...['/api/circuit-breakers', '/api/system/circuit-breakers'].map((path) =>
      operationRoute<CircuitBreakersQuery>({
        ...read,
        path,
        summary: 'The circuit breakers of the language models.',
        operation: 'CircuitBreakers',
        respond: ({ circuitBreakers }) => ({ body: breakersBody(circuitBreakers ?? [], clock.now()) }),
      }),
    ),
  ];
}

function healthBody(health: AgentHealthQuery['agentHealth'], now: Date) {
  const all: readonly Health[] = health?.agents ?? [];
  const breakers = all.flatMap(({ breaker }) => breaker ?? []);
  const available = all.filter(({ isAvailable }) => isAvailable);
  const local = available.filter(({ agent }) => agent.provider === 'LOCAL');
  return {
    timestamp: now.toISOString(),
    overall_status: health?.status.toLowerCase(),
    agents: Object.fromEntries(all.map((one) => [one.agent.key, agentBody(one)])),
    circuit_breakers: byAgent(breakers, now),
    fallback: {
      openrouter_available: health?.hasOpenrouter,
      local_llm_available: local.length > 0,
      local_providers: local.map(({ agent }) => agent.key),
    },
    summary: {
      available_agents: available.length,
      total_agents: all.length,
      availability_rate: Math.round((available.length / Math.max(1, all.length)) * 100) / 100,
    },
  };
}

function breakersBody(breakers: readonly Breaker[], now: Date) {
  const count = (state: Breaker['state']) => breakers.filter((one) => one.state === state).length;
  return {
    timestamp: now.toISOString(),
    registry_size: breakers.length,
    summary: {
      ...{ total: breakers.length, open: count('OPEN'), closed: count('CLOSED'), half_open: count('HALF_OPEN') },
      total_failures: breakers.reduce((sum, { failures }) => sum + failures, 0),
      circuits_with_failures: breakers.filter(({ failures }) => failures > 0).length,
    },
    circuit_breakers: byAgent(breakers, now),
  };
}

function agentBody({ agent, isAvailable, breaker }: Health) {
  return {
    type: agent.key,
    provider: agent.provider.toLowerCase(),
    model: agent.model,
    family: agent.family,
    requires_api_key: agent.needsKey,
    api_key_configured: agent.needsKey && agent.isAvailable,
    available: isAvailable,
    circuit_breaker_open: breaker?.state === 'OPEN',
  };
}

function byAgent(breakers: readonly Breaker[], now: Date) {
  return Object.fromEntries(breakers.map((one) => [one.agentKey, breakerBody(one, now)]));
}

function breakerBody({ state, failures, openUntil, lastFailure }: Breaker, now: Date) {
  const remainingMs = Math.max(0, Date.parse(openUntil ?? '') - now.getTime() || 0);
  return {
    state: state.toLowerCase(),
    failure_count: failures,
    failure_threshold: BREAKER_RULES.failures,
    cooldown_remaining: Math.ceil(remainingMs / 1000),
    last_failure: lastFailure ?? null,
    available: state !== 'OPEN',
  };
}
