import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { CannotStart } from '../infra/cannot-start.ts';
import { closeHttp } from '../infra/http/close.ts';
import { FanOut } from '../infra/http/fan-out/fan-out.ts';
import type { GraphqlApi } from '../infra/http/graphql/api.ts';
import { serveEventStreams } from '../infra/http/graphql/event-stream.ts';
import { serveGraphql } from '../infra/http/graphql/graphql.ts';
import { knowCallers } from '../infra/http/identity/caller.ts';
import { ClientAddress } from '../infra/http/identity/client-address.ts';
import { Credentials } from '../infra/http/identity/credentials.ts';
import { Revalidator } from '../infra/http/identity/revalidator.ts';
import { ServiceHeaders } from '../infra/http/identity/service-headers.ts';
import { ANONYMOUS_MAX_BYTES, limitAnonymousBodies } from '../infra/http/limits/anonymous-bodies.ts';
import { limitAddresses } from '../infra/http/limits/limit-addresses.ts';
import { servePlayground } from '../infra/http/playground.ts';
import { serveRoutes } from '../infra/http/rest/serve-routes.ts';
import { createHttp } from '../infra/http/server.ts';
import { GraphqlSockets } from '../infra/http/socket/websocket.ts';
import type { Logger } from '../infra/logger.ts';
import { WEB_BUILD } from '../infra/paths.ts';
import { memoryCounter } from '../infra/rate-limits/memory.ts';
import type { OpenCounter } from '../infra/rate-limits/rate-limits.ts';
import { clientError } from '../resolvers/shared/client-error.ts';
import type { ComposedServer } from './compose-server.ts';
import type { Config } from './config.ts';
import { limitsOf } from './limits.ts';
import { ShutdownHooks } from './shutdown-hooks.ts';

/** The parts of a server that transports use. */
export type Served = Pick<ComposedServer, 'doors' | 'schema' | 'sharedFields' | 'makeContext' | 'routes' | 'metrics'>;

export interface TransportPorts {
  readonly logger: Logger;
  /** Default: counters of this process only. */
  readonly openCounter?: OpenCounter | undefined;
}

/** Serves the features over HTTP and WebSocket until closed. Throws `CannotStart` if a port cannot be used. */
export async function serveTransports(config: Config, server: Served, ports: TransportPorts) {
  const api = apiOf(config, server, ports.logger);
  const servers = await createServers(config, server, ports);
  const closing = new ShutdownHooks();
  await serveApi(servers, { config, server, api, closing }, ports);
  const close = () => closing.run();
  try {
    return { ...(await listenOnBoth(config, servers)), close };
  } catch (error) {
    await close().catch((failure) => ports.logger.warn({ error: failure }, 'Closing what was open failed too'));
    throw error;
  }
}

/** The two HTTP servers and their common options. */
async function createServers(config: Config, { metrics }: Served, { logger }: TransportPorts) {
  const { allowedHosts, allowedOrigins, maxBodyBytes } = config;
  const callers = { allowedHosts, allowedOrigins, allowsLoopback: config.env === 'development' };
  const operationLimits = {
    queryMs: config.queryTimeoutSeconds * 1000,
    mutationMs: config.mutationTimeoutSeconds * 1000,
  };
  const common = { ...callers, ownPorts: new Set<string>(), logger, metrics, maxBodyBytes, operationLimits };
  const http = await createHttp({ ...common, where: 'GraphQL is at /graphql, by GET or POST.' });
  const socketHttp = await createHttp({
    ...common,
    // No request on this port has a body.
    maxBodyBytes: Math.min(maxBodyBytes, ANONYMOUS_MAX_BYTES),
    where: 'This port serves only WebSocket, at /ws; the API has its own port.',
  });
  return { http, socketHttp, common };
}

type Servers = Awaited<ReturnType<typeof createServers>>;

interface Api {
  readonly config: Config;
  readonly server: Served;
  readonly api: GraphqlApi;
  readonly closing: ShutdownHooks;
}

/** Serves all endpoints. Close functions run in reverse order. */
async function serveApi(
  { http, socketHttp, common }: Servers,
  { config, server: { doors, metrics, routes }, api, closing }: Api,
  { logger, openCounter = (_kind, points) => memoryCounter(points) }: TransportPorts,
): Promise<void> {
  const { authentication } = doors.access;
  const credentials = credentialsOf(config, metrics);
  const limits = limitsOf(config, { api, logger, metrics, openCounter });
  limitAddresses(http, limits.rateLimits, credentials);
  knowCallers(http, authentication, credentials);
  limitAnonymousBodies(http);
  closing.add(serveGraphql(http, limits));
  serveRoutes(http, routes, limits);
  await servePlayground(http, WEB_BUILD);
  const slowReaderMs = config.slowReaderSeconds * 1_000;
  const fanOut = new FanOut(api, { mostWaitMs: slowReaderMs });
  const watch = new Revalidator(logger);
  const lasting = { ...limits, authentication, credentials, slowReaderMs, fanOut, watch };
  serveEventStreams(http, lasting);
  const sockets = new GraphqlSockets({ ...common, ...lasting, maxMessageBytes: config.wsMaxMessageBytes });
  attachSockets(sockets, http, socketHttp);
  closing.add(async () => fanOut.close());
  closing.add(async () => watch.stop());
  closing.add(() => Promise.all([closeHttp(http), closeHttp(socketHttp)]));
  closing.add(() => sockets.close());
}

function attachSockets(sockets: GraphqlSockets, http: FastifyInstance, socketHttp: FastifyInstance): void {
  sockets.attach(http.server as Server, '/graphql');
  sockets.attach(socketHttp.server as Server, '/ws');
}

async function listenOnBoth({ host, apiPort, wsPort }: Config, { http, socketHttp, common }: Servers) {
  const url = await listen(http, host, apiPort, 'ARAGORA_API_PORT (--api-port)');
  const socketUrl = await listen(socketHttp, host, wsPort, 'ARAGORA_WS_PORT (--ws-port)');
  // With port 0 the real port is known only now.
  for (const address of [url, socketUrl]) common.ownPorts.add(new URL(address).port);
  return { url, wsUrl: `${socketUrl.replace(/^http/, 'ws')}/ws` };
}

function credentialsOf(config: Config, metrics: ComposedServer['metrics']): Credentials {
  const clientAddress = new ClientAddress(config);
  return new Credentials(
    clientAddress,
    new ServiceHeaders({ clientAddress, tokens: config.serviceTokens ?? [], metrics }),
  );
}

function apiOf(
  { maxAnswerBytes }: Config,
  { doors, schema, sharedFields, makeContext }: Served,
  logger: Logger,
): GraphqlApi {
  const report = (error: unknown) => {
    const errorId = `err_${randomUUID()}`;
    logger.error({ error, errorId }, 'Internal error while answering a request');
    return errorId;
  };
  return {
    schema,
    sharedFields,
    maxAnswerBytes,
    contextFor: (requestId, caller) => makeContext(caller, requestId),
    denial: (actor, permission, handler) => doors.access.permissions.denial(actor, permission, handler),
    requireProof: (actor, proof) => doors.access.stepUp.require(actor, proof),
    clientError: (error, thrown) => clientError(error, thrown, report),
  };
}

async function listen(http: FastifyInstance, host: string, port: number, setting: string): Promise<string> {
  try {
    return await http.listen({ host, port });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === 'EADDRINUSE' ? 'is in use by another program' : `cannot be used (${message})`;
    throw new CannotStart(`Port ${port} on ${host} ${reason}. Choose another with ${setting}; 0 takes any free one.`);
  }
}
