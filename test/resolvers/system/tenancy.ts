import {
  type FeatureTenancy,
  OF_THE_SERVER,
  onEach,
  plain,
  type RouteProbe,
  sameForAll,
} from '../support/tenancy/feature-tenancy.ts';
import { idOf } from '../support/tenancy/tenant.ts';

const ME = '{ me { user { id } organisationId } }';
const QUERY = `query=${encodeURIComponent(ME)}`;
const open: RouteProbe = { bare: 200, silent: OF_THE_SERVER };

export const tenancy: FeatureTenancy = {
  probes: {
    Query: {
      clusterNodes: plain,
      health: sameForAll,
      node: { args: (own) => [{ id: idOf(own, 'ended') }] },
      nodes: { args: (own) => [{ ids: [idOf(own, 'ended'), own.owner.userId] }] },
      rateLimit: sameForAll,
    },
  },
  neverReached: {
    'HealthCheck.message': 'It is about the server, which is healthy.',
    ...onEach('RateLimit', ['limit', 'remaining', 'resetAt'], 'Nothing is limited here.'),
  },
  routes: {
    'GET /graphql': { bare: 401, at: () => ({ query: QUERY }) },
    'POST /graphql': { bare: 401, at: () => ({ body: { query: ME } }) },
    'GET /graphql/stream': { bare: 200, at: () => ({ query: QUERY }) },
    'POST /graphql/stream': { bare: 200, at: () => ({ body: { query: ME } }) },
    'GET /livez': open,
    'GET /readyz': open,
    'GET /api/health': { ...open, at: () => ({ query: 'detail=1' }) },
    'GET /metrics': open,
    'GET /api/metrics': open,
  },
};
