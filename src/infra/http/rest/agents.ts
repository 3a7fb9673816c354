import type { FastifyInstance } from 'fastify';
import { isServerOperator } from '../../../domain/access/actor.ts';
import type { Permission } from '../../../domain/access/permissions.ts';
import type { Agents } from '../../../domain/agents/agents.ts';
import type { AgentBreaker, AgentCondition } from '../../../domain/agents/health.ts';
import { BREAKER_RULES } from '../../../domain/shared/breaker.ts';
import type { Clock } from '../../../domain/shared/ports.ts';
import type { Guard } from '../identity/caller.ts';

/** How the agents are, for operators and their consoles, in the form they know. */
export function serveAgents(
  http: FastifyInstance,
  agents: Pick<Agents, 'agentHealth' | 'circuitBreakers' | 'listedCircuitBreakers'>,
  clock: Pick<Clock, 'now'>,
  needs: (permission: Permission) => Guard,
): void {
  const readers = { onRequest: needs('agents.read') };
  http.get('/api/agents/health', readers, async () => {
    const { status, agents: conditions, hasOpenrouter } = await agents.agentHealth();
    const breakers = conditions.flatMap(({ breaker }) => breaker ?? []);
    const available = conditions.filter(({ isAvailable }) => isAvailable);
    const local = conditions.filter(({ agent }) => agent.provider === 'local' && agent.isAvailable);
    return {
      timestamp: clock.now().toISOString(),
      overall_status: status.toLowerCase(),
      agents: byName(conditions.map((one) => [one.agent.id, agentBody(one)])),
      circuit_breakers: byName(breakers.map((one) => [one.agentId, breakerBody(one, clock.now())])),
      fallback: {
        openrouter_available: hasOpenrouter,
        local_llm_available: local.length > 0,
        local_providers: local.map(({ agent }) => agent.id),
      },
      summary: {
        available_agents: available.length,
        total_agents: conditions.length,
        availability_rate: Math.round((available.length / Math.max(1, conditions.length)) * 100) / 100,
      },
    };
  });

  for (const path of ['/api/circuit-breakers', '/api/system/circuit-breakers']) {
    http.get(path, readers, async ({ caller }) => {
      const breakers = await (isServerOperator(caller.actor)
        ? agents.circuitBreakers()
        : agents.listedCircuitBreakers());
      const count = (state: AgentBreaker['state']) => breakers.filter((one) => one.state === state).length;
      return {
        timestamp: clock.now().toISOString(),
        registry_size: breakers.length,
        summary: {
          ...{ total: breakers.length, open: count('OPEN'), closed: count('CLOSED'), half_open: count('HALF_OPEN') },
          total_failures: breakers.reduce((sum, { failures }) => sum + failures, 0),
          circuits_with_failures: breakers.filter(({ failures }) => failures > 0).length,
        },
        circuit_breakers: byName(breakers.map((one) => [one.agentId, breakerBody(one, clock.now())])),
      };
    });
  }
}

function agentBody({ agent, isAvailable, breaker }: AgentCondition) {
  return {
    type: agent.id,
    provider: agent.provider,
    model: agent.model,
    family: agent.family,
    requires_api_key: agent.needsKey,
    api_key_configured: agent.needsKey && agent.isAvailable,
    available: isAvailable,
    circuit_breaker_open: breaker?.state === 'OPEN',
  };
}

function breakerBody({ state, failures, openUntil, lastFailure }: AgentBreaker, now: Date) {
  const remainingMs = Math.max(0, (openUntil?.getTime() ?? 0) - now.getTime());
  return {
    state: state.toLowerCase(),
    failure_count: failures,
    failure_threshold: BREAKER_RULES.failures,
    cooldown_remaining: Math.ceil(remainingMs / 1000),
    last_failure: lastFailure && { ...lastFailure, at: lastFailure.at.toISOString() },
    available: state !== 'OPEN',
  };
}

/** A plain object that any name is safe in. */
function byName<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  return Object.fromEntries(entries);
}
