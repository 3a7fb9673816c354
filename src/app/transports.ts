import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { CannotStart } from '../infra/cannot-start.ts';
import { closeHttp } from '../infra/http/close.ts';
import { FanOut } from '../infra/http/fan-out/fan-out.ts';
import type { GraphqlApi } from '../infra/http/graphql/api.ts';
import { serveEventStreams } from '../infra/http/graphql/event-stream.ts';
import { serveGraphql } from '../infra/http/graphql/graphql.ts';
import { guardsBy, knowCallers } from '../infra/http/identity/caller.ts';
import { ClientAddress } from '../infra/http/identity/client-address.ts';
import { Credentials } from '../infra/http/identity/credentials.ts';
import { Revalidator } from '../infra/http/identity/revalidator.ts';
import { ServiceHeaders } from '../infra/http/identity/service-headers.ts';
import { ANONYMOUS_MAX_BYTES, limitAnonymousBodies } from '../infra/http/limits/anonymous-bodies.ts';
import { limitAddresses } from '../infra/http/limits/limit-addresses.ts';
import type { OpenCounter } from '../infra/http/limits/rate-limits.ts';
import { servePlayground } from '../infra/http/playground.ts';
import { serveAccounts } from '../infra/http/rest/accounts.ts';
import { serveAgents } from '../infra/http/rest/agents.ts';
import { serveDocuments } from '../infra/http/rest/documents.ts';
import { serveHealth } from '../infra/http/rest/health.ts';
import { serveOAuth } from '../infra/http/rest/oauth.ts';
import { serveReceiptKeys } from '../infra/http/rest/receipts.ts';
import { serveSignInLinks } from '../infra/http/rest/sign-in-links.ts';
import { createHttp } from '../infra/http/server.ts';
import { GraphqlSockets } from '../infra/http/socket/websocket.ts';
import type { Logger } from '../infra/logger.ts';
import { WEB_BUILD } from '../infra/paths.ts';
import { memoryCounter } from '../infra/rate-limits/memory.ts';
import { systemClock } from '../infra/runtime.ts';
import { clientError } from '../resolvers/shared/client-error.ts';
import type { ComposedServer } from './compose-server.ts';
import type { Config } from './config.ts';
import { limitsOf } from './limits.ts';
import { ShutdownHooks } from './shutdown-hooks.ts';

/** What transports need of a server. */
export type Served = Pick<ComposedServer, 'doors' | 'schema' | 'sharedFields' | 'makeContext' | 'metrics'>;

/** Serves the features over HTTP and WebSocket until closed. Throws `CannotStart` when a port is not to be had. */
export async function serveTransports(
  config: Config,
  server: Served,
  logger: Logger,
  openCounter: OpenCounter = (_kind, points) => memoryCounter(points),
) {
  const { allowedHosts, allowedOrigins, maxBodyBytes } = config;
  const { doors, metrics } = server;
  const api = apiOf(server, logger);
  const ownPorts = new Set<string>();
  const common = { allowedHosts, allowedOrigins, ownPorts, logger, metrics, maxBodyBytes };
  const http = await createHttp({ ...common, where: 'GraphQL is at /graphql, by GET or POST.' });
  const socketHttp = await createHttp({
    ...common,
    // Nothing on this port takes a body.
    maxBodyBytes: Math.min(maxBodyBytes, ANONYMOUS_MAX_BYTES),
    where: 'It speaks only WebSocket, at /ws; the API has a port of its own.',
  });
  const { authentication, permissions } = doors.access;
  const credentials = credentialsOf(config, metrics);
  const limits = limitsOf(config, { api, logger, metrics, openCounter });
  limitAddresses(http, limits.rateLimits, credentials);
  knowCallers(http, authentication, credentials);
  limitAnonymousBodies(http);
  const needs = guardsBy(permissions);
  const endGraphql = serveGraphql(http, limits);
  serveHealth(http, doors.system, metrics);
  serveAgents(http, doors.agents, systemClock, needs);
  serveReceiptKeys(http, doors.receipts);
  serveDocuments(http, { ...doors, needs });
  serveAccounts(http, doors.access, needs);
  serveSignInLinks(http, doors.access);
  serveOAuth(http, doors.google);
  await servePlayground(http, WEB_BUILD);
  const slowReaderMs = config.slowReaderSeconds * 1_000;
  const fanOut = new FanOut(api, { mostWaitMs: slowReaderMs });
  const ports = { fanOut, watch: new Revalidator(logger) };
  const staying = { ...limits, authentication, credentials, slowReaderMs, ...ports };
  serveEventStreams(http, staying);
  const sockets = new GraphqlSockets({ ...common, ...staying, maxMessageBytes: config.wsMaxMessageBytes });
  sockets.attach(http.server as Server, '/graphql');
  sockets.attach(socketHttp.server as Server, '/ws');
  const closing = new ShutdownHooks();
  closing.add(endGraphql);
  closing.add(async () => fanOut.close());
  closing.add(async () => ports.watch.stop());
  closing.add(() => Promise.all([closeHttp(http), closeHttp(socketHttp)]));
  closing.add(() => sockets.close());
  const close = () => closing.run();
  try {
    const url = await listen(http, config.host, config.apiPort, 'ARAGORA_API_PORT (--api-port)');
    const socketUrl = await listen(socketHttp, config.host, config.wsPort, 'ARAGORA_WS_PORT (--ws-port)');
    for (const address of [url, socketUrl]) ownPorts.add(new URL(address).port);
    return { url, wsUrl: `${socketUrl.replace(/^http/, 'ws')}/ws`, close };
  } catch (error) {
    await close().catch((failure) => logger.warn({ error: failure }, 'Closing what was open failed too'));
    throw error;
  }
}

function credentialsOf(config: Config, metrics: ComposedServer['metrics']): Credentials {
  const peers = new ClientAddress(config);
  return new Credentials(peers, new ServiceHeaders({ peers, tokens: config.serviceTokens ?? [], metrics }));
}

function apiOf({ doors, schema, sharedFields, makeContext }: Served, logger: Logger): GraphqlApi {
  const report = (error: unknown) => {
    const errorId = `err_${randomUUID()}`;
    logger.error({ error, errorId }, 'A defect answered a request');
    return errorId;
  };
  return {
    schema,
    sharedFields,
    contextFor: (requestId, caller) => makeContext(caller, requestId),
    denial: (actor, permission, handler) => doors.access.permissions.denial(actor, permission, handler),
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
