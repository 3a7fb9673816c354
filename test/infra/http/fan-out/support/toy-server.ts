import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import pino from 'pino';
import { readConfig } from '../../../../../src/app/config.ts';
import { limitsOf } from '../../../../../src/app/limits.ts';
import { type Actor, localActor } from '../../../../../src/domain/access/actor.ts';
import type { Authentication } from '../../../../../src/domain/access/authentication.ts';
import type { Role } from '../../../../../src/domain/access/permissions.ts';
import { FanOut, type FanOutTimes } from '../../../../../src/infra/http/fan-out/fan-out.ts';
import { Revalidator } from '../../../../../src/infra/http/identity/revalidator.ts';
import { GraphqlSockets } from '../../../../../src/infra/http/socket/websocket.ts';
import { Metrics } from '../../../../../src/infra/metrics/metrics.ts';
import { memoryCounter } from '../../../../../src/infra/rate-limits/memory.ts';
import { FREE } from '../../support/a-server.ts';
import { toyApi } from './toy-api.ts';
import { ToyWorld } from './toy-world.ts';

interface Wish {
  readonly world?: ToyWorld;
  readonly times?: Partial<FanOutTimes>;
  readonly sharedFields?: readonly string[];
  /** The TLS certificate. Without it the server does not speak TLS. */
  readonly tls?: { readonly key: string; readonly cert: string };
}

/** The real sockets over a toy log. A token that is in `actors` proves that actor. */
export async function toyServer({
  world = new ToyWorld(),
  times = {},
  sharedFields = ['events', 'shouts'],
  tls,
}: Wish = {}) {
  const logger = pino({ level: 'silent' });
  const api = toyApi(world, sharedFields);
  const metrics = new Metrics();
  const config = readConfig({ ...FREE, ARAGORA_RATE_LIMITS: 'off', ARAGORA_MAX_SOCKETS_PER_ADDRESS: '100000' });
  const limits = limitsOf(config, { api, logger, metrics, openCounter: (_kind, points) => memoryCounter(points) });
  const fanOut = new FanOut(api, { lookEveryMs: 60, ...times });
  const watch = new Revalidator(logger);
  const actors = new Map<string, Actor>([
    ['member', anActor('member')],
    ['viewer', anActor('viewer')],
  ]);
  const authentication: Pick<Authentication, 'actorOf'> = {
    actorOf: async (shown) => ('bearer' in shown ? actors.get(shown.bearer) : undefined),
  };
  const sockets = new GraphqlSockets({
    ...{ ...limits, fanOut, watch, logger, metrics, maxMessageBytes: 1_000_000, slowReaderMs: 60_000 },
    ...{ allowedHosts: [], allowedOrigins: [], ownPorts: new Set<string>(), allowsLoopback: false },
    credentials: { shownBy: (_request, bearer) => ({ bearer: bearer ?? '', address: null }), addressOf: () => null },
    authentication,
    operationLimits: { queryMs: 60_000, mutationMs: 60_000 },
  });
  const http = tls ? createTlsServer(tls) : createServer();
  const connections: Socket[] = [];
  http.on('connection', (socket: Socket) => connections.push(socket));
  sockets.attach(http, '/graphql');
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `${tls ? 'wss' : 'ws'}://127.0.0.1:${(http.address() as AddressInfo).port}/graphql`;
  const stop = async () => {
    await sockets.close();
    fanOut.close();
    watch.stop();
    await new Promise((resolve) => http.close(resolve));
  };
  return { url, http, world, api, fanOut, sockets, actors, connections, authentication, stop };
}

export type ToyServer = Awaited<ReturnType<typeof toyServer>>;

/** An actor with this role. Apart from its permissions it differs from every other actor. */
export function anActor(role: Role, userId = 'usr_1'): Actor {
  return { ...localActor([role], 'SESSION'), userId };
}
