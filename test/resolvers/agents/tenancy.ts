import type { FeatureTenancy, RouteProbe } from '../support/tenancy/feature-tenancy.ts';
import { OF_THE_SERVER, onEach, sameForAll } from '../support/tenancy/feature-tenancy.ts';

const NO_MODEL = 'Breakers are those of the server, shared by all on purpose; no language model is set up here.';
const route: RouteProbe = { bare: 401, silent: OF_THE_SERVER };

export const tenancy: FeatureTenancy = {
  probes: { Query: { agentHealth: sameForAll, agents: sameForAll, circuitBreakers: sameForAll } },
  neverReached: {
    ...onEach('Agent', ['family', 'model'], 'Only the built-in agent is there; agents are those of the server.'),
    ...onEach('AgentCallFailure', ['at', 'code', 'message'], NO_MODEL),
    'AgentCondition.breaker': NO_MODEL,
    ...onEach('CircuitBreaker', ['agent', 'agentKey', 'failures', 'lastFailure', 'openUntil', 'state'], NO_MODEL),
  },
  routes: {
    'GET /api/agents/health': route,
    'GET /api/circuit-breakers': route,
    'GET /api/system/circuit-breakers': route,
  },
};
