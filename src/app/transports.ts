import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { CannotStart } from '../infra/cannot-start.ts';
import type { Config } from '../infra/config.ts';
import { serveAccounts } from '../infra/http/accounts.ts';
import { serveAgents } from '../infra/http/agents.ts';
import type { GraphqlApi } from '../infra/http/api.ts';
import { guardsBy, knowCallers } from '../infra/http/caller.ts';
import { CallerWatch } from '../infra/http/caller-watch.ts';
import { closeHttp } from '../infra/http/close.ts';
import { Credentials } from '../infra/http/credentials.ts';
import { serveDocuments } from '../infra/http/documents.ts';
import { serveEventStreams } from '../infra/http/event-stream.ts';
import { FanOut } from '../infra/http/fan-out/fan-out.ts';
import { serveGraphql } from '../infra/http/graphql.ts';
import { serveHealth } from '../infra/http/health.ts';
import { ANONYMOUS_MAX_BYTES, limitAnonymousBodies } from '../infra/http/limits/anonymous-bodies.ts';
import { limitAddresses } from '../infra/http/limits/limit-addresses.ts';
import type { OpenCounter } from '../infra/http/limits/rate-limits.ts';
import { type OAuthOptions, serveOAuth } from '../infra/http/oauth.ts';
import { Peers } from '../infra/http/peers.ts';
import { servePlayground } from '../infra/http/playground.ts';
import { serveReceiptKeys } from '../infra/http/receipts.ts';
import { createHttp } from '../infra/http/server.ts';
import { ServiceHeaders } from '../infra/http/service-headers.ts';
import { serveSignInLinks } from '../infra/http/sign-in-links.ts';
import { GraphqlSockets } from '../infra/http/websocket.ts';
import type { Logger } from '../infra/logger.ts';
import type { Metrics } from '../infra/metrics.ts';
import { WEB_BUILD } from '../infra/paths.ts';
import { memoryCounter } from '../infra/rate-limits/memory.ts';
import { systemClock } from '../infra/runtime.ts';
import { clientError } from '../resolvers/client-error.ts';
import { contextFor, type Features } from '../resolvers/context.ts';
import { buildSchema } from '../resolvers/schema.ts';
import { SHARED_FIELDS } from '../resolvers/shared-fields.ts';
import { Closing } from './closing.ts';
import { limitsOf } from './limits.ts';

/** Serves the features over HTTP and WebSocket until closed. Throws `CannotStart` when a port is not to be had. */
export async function serveTransports(
  config: Config,
  features: Features & { readonly google: OAuthOptions },
  logger: Logger,
  metrics: Metrics,
  openCounter: OpenCounter = (_kind, points) => memoryCounter(points),
) {
  const { allowedHosts, allowedOrigins, maxBodyBytes } = config;
  const api = await apiOf(features, logger);
  const ownPorts = new Set<string>();
  const common = { allowedHosts, allowedOrigins, ownPorts, logger, metrics, maxBodyBytes };
  const http = await createHttp({ ...common, where: 'GraphQL is at /graphql, by GET or POST.' });
  const socketHttp = await createHttp({
    ...common,
    // Nothing on this port takes a body.
    maxBodyBytes: Math.min(maxBodyBytes, ANONYMOUS_MAX_BYTES),
    where: 'It speaks only WebSocket, at /ws; the API has a port of its own.',
  });
  const { authentication, permissions } = features.access;
  const credentials = credentialsOf(config, metrics);
  const limits = limitsOf(config, { api, logger, metrics, openCounter });
  limitAddresses(http, limits.rateLimits, credentials);
  knowCallers(http, authentication, credentials);
  limitAnonymousBodies(http);
  const needs = guardsBy(permissions);
  const endGraphql = serveGraphql(http, limits);
  serveHealth(http, features.system, metrics);
  serveAgents(http, features.agents, systemClock, needs);
  serveReceiptKeys(http, features.receipts);
  serveDocuments(http, { ...features, needs });
  serveAccounts(http, features.access, needs);
  serveSignInLinks(http, features.access);
  serveOAuth(http, features.google);
  await servePlayground(http, WEB_BUILD);
  const slowReaderMs = config.slowReaderSeconds * 1_000;
  const fanOut = new FanOut(api, { mostWaitMs: slowReaderMs });
  const ports = { fanOut, watch: new CallerWatch(logger) };
  const staying = { ...limits, authentication, credentials, slowReaderMs, ...ports };
  serveEventStreams(http, staying);
  const sockets = new GraphqlSockets({ ...common, ...staying, maxMessageBytes: config.wsMaxMessageBytes });
  sockets.attach(http.server as Server, '/graphql');
  sockets.attach(socketHttp.server as Server, '/ws');
  const closing = new Closing();
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

function credentialsOf(config: Config, metrics: Metrics): Credentials {
  const peers = new Peers(config);
  return new Credentials(peers, new ServiceHeaders({ peers, tokens: config.serviceTokens ?? [], metrics }));
}

async function apiOf(features: Features, logger: Logger): Promise<GraphqlApi> {
  const report = (error: unknown) => {
    const errorId = `err_${randomUUID()}`;
    logger.error({ error, errorId }, 'A defect answered a request');
    return errorId;
  };
  return {
    schema: await buildSchema(),
    sharedFields: SHARED_FIELDS,
    contextFor: (requestId, caller) => contextFor(features, caller, requestId),
    denial: (actor, permission, handler) => features.access.permissions.denial(actor, permission, handler),
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
