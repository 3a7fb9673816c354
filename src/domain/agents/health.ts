import type { BreakerState } from '../shared/breaker.ts';
import type { BreakerView } from '../shared/breakers.ts';
import type { FailureCode } from '../shared/call.ts';
import type { AgentInfo } from './agent.ts';
import type { ModelRef } from './language-model.ts';
import type { Roster } from './roster.ts';

/** The circuit breaker of one agent. */
export interface AgentBreaker {
  readonly agentId: string;
  readonly state: BreakerState;
  /** Failures since the last success. */
  readonly failures: number;
  /** No calls are made until then; null while it is closed. */
  readonly openUntil: Date | null;
  readonly lastFailure: { readonly code: FailureCode; readonly message: string; readonly at: Date } | null;
}

/** Health of one agent; `breaker` is null for an agent without a model. */
export interface AgentCondition {
  readonly agent: AgentInfo;
  /** Whether it can be called now: it is set up, and its breaker is not open. */
  readonly isAvailable: boolean;
  readonly breaker: AgentBreaker | null;
}

export interface AgentHealth {
  /** UNHEALTHY: models are set up, and none can be called. DEGRADED: a breaker is open. */
  readonly status: 'HEALTHY' | 'DEGRADED' | 'UNHEALTHY';
  readonly agents: readonly AgentCondition[];
  /** Whether OpenRouter is set up, to replace an unavailable model. */
  readonly hasOpenrouter: boolean;
}

/** `view` is undefined for an untouched breaker. */
export function breakerOf(ref: ModelRef, view: BreakerView | undefined, roster: Roster): AgentBreaker {
  const { failures = 0, openUntil = null, lastFailure = null } = view?.breaker ?? {};
  return {
    agentId: roster.idOf(ref),
    state: view?.state ?? 'CLOSED',
    failures,
    openUntil: openUntil === null ? null : new Date(openUntil),
    lastFailure: lastFailure && {
      code: lastFailure.code as FailureCode,
      message: lastFailure.message,
      at: new Date(lastFailure.at),
    },
  };
}

export function healthOf(
  agents: readonly AgentInfo[],
  breakers: readonly AgentBreaker[],
  hasOpenrouter: boolean,
): AgentHealth {
  return {
    status: statusOf(agents, breakers),
    // Computed on access, because probes read only the status, and often.
    get agents() {
      return conditionsOf(agents, breakers);
    },
    hasOpenrouter,
  };
}

function conditionsOf(agents: readonly AgentInfo[], breakers: readonly AgentBreaker[]): readonly AgentCondition[] {
  const byAgent = new Map(breakers.map((breaker) => [breaker.agentId, breaker]));
  return agents.map((agent) => {
    const breaker = byAgent.get(agent.id) ?? null;
    return { agent, breaker, isAvailable: agent.isAvailable && breaker?.state !== 'OPEN' };
  });
}

function statusOf(agents: readonly AgentInfo[], breakers: readonly AgentBreaker[]): AgentHealth['status'] {
  const open = new Set(breakers.filter(({ state }) => state === 'OPEN').map(({ agentId }) => agentId));
  if (open.size === 0) return 'HEALTHY';
  const models = agents.filter(({ model, isAvailable }) => model !== null && isAvailable);
  return models.length > 0 && models.every(({ id }) => open.has(id)) ? 'UNHEALTHY' : 'DEGRADED';
}
