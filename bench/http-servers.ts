// One way of serving the schema over HTTP, named by the first argument, in a process of its own. Prints its port.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { ApolloServer, HeaderMap } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import express from 'express';
import Fastify from 'fastify';
import { limitsOf } from '../src/app/limits.ts';
import type { Access } from '../src/domain/access/access.ts';
import { LOCAL_OWNER } from '../src/domain/access/actor.ts';
import { PermissionChecks } from '../src/domain/access/permission-checks.ts';
import { Agents } from '../src/domain/agents/agents.ts';
import { readConfig } from '../src/infra/config.ts';
import type { GraphqlApi } from '../src/infra/http/api.ts';
import { serveGraphql } from '../src/infra/http/graphql.ts';
import { memoryCounter } from '../src/infra/http/limits/rate-counters.ts';
import { createHttp } from '../src/infra/http/server.ts';
import { createLogger } from '../src/infra/logger.ts';
import { Metrics } from '../src/infra/metrics.ts';
import { systemClock } from '../src/infra/runtime.ts';
import type { Features } from '../src/resolvers/context.ts';
import { contextFor } from '../src/resolvers/context.ts';
import { buildSchema } from '../src/resolvers/schema.ts';

// The measured query touches nothing but the list of agents.
const access = { permissions: new PermissionChecks(systemClock, () => {}) } as unknown as Access;
const features = { agents: new Agents(), access } as Features;
const owner = { actor: LOCAL_OWNER, address: null };
const api: GraphqlApi = {
  schema: await buildSchema(),
  sharedFields: new Set(),
  denial: () => undefined,
  contextFor: (requestId) => contextFor(features, owner, requestId),
  clientError: (error) => error,
};

// One address asks as often as it can.
const config = readConfig({ ARAGORA_RATE_LIMITS: 'off' });
const limits = limitsOf(config, {
  api,
  logger: createLogger('ERROR', 'json'),
  metrics: new Metrics(() => 0),
  openCounter: (_kind, points) => memoryCounter(points),
});

const servers: Readonly<Record<string, () => Promise<number>>> = {
  aragora: async () => {
    const logger = createLogger('ERROR', 'json');
    const metrics = new Metrics(() => 0);
    const http = await createHttp({
      logger,
      metrics,
      maxBodyBytes: 1e6,
      allowedHosts: [],
      allowedOrigins: [],
      ownPorts: new Set(),
      where: '',
    });
    http.addHook('onRequest', async (request) => void Object.assign(request, { caller: owner }));
    await serveGraphql(http, limits);
    return portOf(await http.listen({ port: 0 }));
  },
  fastify: async () => {
    const http = Fastify();
    http.addHook('onRequest', async (request) => void Object.assign(request, { caller: owner }));
    await serveGraphql(http, limits);
    return portOf(await http.listen({ port: 0 }));
  },
  'own handler': async () => {
    const apollo = await startedApollo();
    return listening(createServer((request, response) => void answer(apollo, request, response)));
  },
  express: async () => {
    const app = express();
    const context = async () => api.contextFor('req', owner);
    app.use('/graphql', express.json(), expressMiddleware(await startedApollo(), { context }));
    return listening(createServer(app));
  },
};

console.log(await servers[process.argv[2] ?? '']?.());

async function startedApollo(): Promise<ApolloServer> {
  const apollo = new ApolloServer({ schema: api.schema, stopOnTerminationSignals: false });
  await apollo.start();
  return apollo;
}

async function answer(apollo: ApolloServer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const headers = new HeaderMap(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  const httpGraphQLRequest = { method: 'POST', headers, search: '', body: JSON.parse(await text(request)) };
  const context = async () => api.contextFor('req', owner);
  const { status, headers: answered, body } = await apollo.executeHTTPGraphQLRequest({ httpGraphQLRequest, context });
  for (const [name, value] of answered) response.setHeader(name, value);
  response.statusCode = status ?? 200;
  response.end(body.kind === 'complete' ? body.string : '');
}

function listening(server: ReturnType<typeof createServer>): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function portOf(url: string): number {
  return Number(new URL(url).port);
}
