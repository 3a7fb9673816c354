// The peers, one per process. They get the same notification as the program, and publish from memory instead of from a log.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { useServer } from 'graphql-ws/use/ws';
import mercurius from 'mercurius';
import { type WebSocket, WebSocketServer } from 'ws';
import { contextsOver } from '../../src/app/compose.ts';
import type { Doors } from '../../src/app/feature.ts';
import { loadFeatures } from '../../src/app/features/features.ts';
import { serverSchema } from '../../src/app/schema.ts';
import type { Access } from '../../src/domain/access/access.ts';
import { LOCAL_OWNER } from '../../src/domain/access/actor.ts';
import { PermissionChecks } from '../../src/domain/access/permission-checks.ts';
import type { Debates } from '../../src/domain/debates/debates.ts';
import type { LoggedEvent } from '../../src/domain/events/event.ts';
import { NotifyConnection } from '../../src/infra/events/notify-connection.ts';
import { systemClock } from '../../src/infra/runtime.ts';
import { aDebate } from '../../test/support/builders.ts';
import { answer } from './channel.ts';
import { loggedEvent, resultOf } from './events.ts';

const modules = await loadFeatures();
const makeContext = (doors: Doors) => contextsOver(modules, doors);
const DEBATE = 'dbt_00000000000000000000000000';
const PATH = '/graphql';
/** How the peer publishes an event. */
type Publish = (seq: number) => void;

let published = 0;
let publish: Publish = () => {};

const ways: Readonly<Record<string, () => Promise<number>>> = {
  /** The simplest implementation: one text, sent to each subscriber. */
  raw: async () => {
    const subscribed = new Set<WebSocket>();
    const server = createServer();
    const sockets = new WebSocketServer({ server, path: PATH, handleProtocols: () => 'graphql-transport-ws' });
    sockets.on('connection', (socket) => {
      socket.on('message', (message) => {
        if (String(message).includes('connection_init')) socket.send('{"type":"connection_ack"}');
        else subscribed.add(socket);
      });
      socket.on('close', () => subscribed.delete(socket));
    });
    publish = (seq) => {
      const text = JSON.stringify({ id: '1', type: 'next', payload: resultOf(DEBATE, seq) });
      for (const socket of subscribed) socket.send(text);
    };
    return listening(server);
  },
  'graphql-ws': async () => {
    const server = createServer();
    const feed = new Feed();
    publish = feed.publish;
    const schema = await serverSchema();
    useServer({ schema, context: () => contextOn(feed) }, new WebSocketServer({ server, path: PATH }));
    return listening(server);
  },
  mercurius: async () => {
    const app = Fastify();
    const feed = new Feed();
    publish = feed.publish;
    const context = () => contextOn(feed);
    await app.register(mercurius, { schema: await serverSchema(), path: PATH, subscription: { context } });
    return Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
  },
};

answer({
  open: async ({ way, url, channel }: { readonly way: string; readonly url: string; readonly channel: string }) => {
    const notifier = new NotifyConnection({
      ...{ url, clock: systemClock, name: channel, setUp: `listen ${channel}` },
      onConnected: () => {},
      onNotification: (events) => {
        for (let left = Number(events); left > 0; left--) publish(++published);
      },
    });
    await notifier.open();
    return ways[way]?.();
  },
});

/** Sends events to all current followers. */
class Feed {
  private readonly followers = new Set<(event: LoggedEvent) => void>();

  readonly publish: Publish = (seq) => {
    const event = loggedEvent(DEBATE, seq);
    for (const receive of this.followers) receive(event);
  };

  async *follow(): AsyncGenerator<LoggedEvent, void, undefined> {
    const events: LoggedEvent[] = [];
    let wake = () => {};
    const receive = (event: LoggedEvent) => {
      events.push(event);
      wake();
    };
    this.followers.add(receive);
    try {
      for (;;) {
        const event = events.shift();
        if (event) yield event;
        else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    } finally {
      this.followers.delete(receive);
    }
  }
}

/** The product's schema over the feed. */
function contextOn(feed: Feed) {
  const access = { permissions: new PermissionChecks(systemClock, () => {}) } as unknown as Access;
  const follow = async () => ({
    debate: aDebate({ id: DEBATE }),
    events: Object.assign(feed.follow(), { shared: {} }),
  });
  const debates = { follow } as unknown as Debates;
  const doors = { access, debates } as Partial<Doors> as Doors;
  const context = makeContext(doors)({ actor: LOCAL_OWNER, address: null }, 'req');
  // Mercurius spreads the context, which loses inherited properties.
  return { ...context, ...doors, actor: LOCAL_OWNER };
}

function listening(server: ReturnType<typeof createServer>): Promise<number> {
  return new Promise((resolve) => {
    const options = { port: 0, host: '127.0.0.1', backlog: 1_024 };
    server.listen(options, () => resolve((server.address() as AddressInfo).port));
  });
}
