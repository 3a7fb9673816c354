import Fastify from 'fastify';
import { readConfig } from '../../../../../src/app/config.ts';
import { limitsOf } from '../../../../../src/app/limits.ts';
import type { Actor } from '../../../../../src/domain/access/actor.ts';
import { PermissionChecks } from '../../../../../src/domain/access/permission-checks.ts';
import type { GraphqlApi } from '../../../../../src/infra/http/graphql/api.ts';
import type { Route } from '../../../../../src/infra/http/rest/route.ts';
import { serveRoutes } from '../../../../../src/infra/http/rest/serve-routes.ts';
import type { Logger } from '../../../../../src/infra/logger.ts';
import { Metrics } from '../../../../../src/infra/metrics/metrics.ts';
import { memoryCounter } from '../../../../../src/infra/rate-limits/memory.ts';
import type { Doors } from '../../../../../src/resolvers/context.ts';
import { clientError } from '../../../../../src/resolvers/shared/client-error.ts';
import { contextOver, theSchema } from '../../../../resolvers/support/test-api.ts';
import { FakeClock } from '../../../../support/fake-clock.ts';

/** REST rows over the real API with some of its front doors. Every request has the identity `actor`. */
export async function aRestApp(routes: readonly Route[], doors: Partial<Doors>, actor: () => Actor) {
  const permissions = new PermissionChecks(new FakeClock(), () => {});
  const api: GraphqlApi = {
    schema: await theSchema(),
    sharedFields: new Set(),
    maxAnswerBytes: 10_000_000,
    contextFor: (requestId, caller) =>
      contextOver({ access: { permissions } as Doors['access'], ...doors }, caller, requestId),
    denial: (one, permission, handler) => permissions.denial(one, permission, handler),
    requireProof: async () => {},
    clientError: (error, thrown) => clientError(error, thrown, () => 'err_1'),
  };
  const logger = { warn: () => {} } as Partial<Logger> as Logger;
  const ports = {
    api,
    logger,
    metrics: new Metrics({}),
    openCounter: (_: unknown, points: number) => memoryCounter(points),
  };
  const http = Fastify();
  http.decorateRequest('caller');
  http.addHook('onRequest', async (request) => {
    request.caller = { actor: actor(), address: null };
  });
  serveRoutes(http, routes, limitsOf(readConfig({}), ports));
  return http;
}
