import type pg from 'pg';
import { nowMs, Process } from './channel.ts';
import type { Wish } from './client.ts';

/** A server of the subscription, in a separate process. */
export interface Server {
  readonly name: string;
  readonly process: Process;
  readonly port: number;
  /** The `connection_init` payload of clients. */
  readonly greeting: object;
  /** The number of published events. */
  published(): number;
  /** Publishes events at once. Returns the time of their notification (see `nowMs`). */
  publish(events: number): Promise<number>;
  /** The variables of a subscriber that continues after this event. */
  startAfter(seq: number): object;
  stop(): Promise<void>;
}

/** A peer, which gets the same kind of notification as the program and has the events in memory. */
export async function startPeer(name: string, url: string, database: pg.Client): Promise<Server> {
  const child = new Process(['--import', 'tsx', 'bench/fanout/peers.ts']);
  const channel = `fanout_${child.child.pid}`;
  const port = await child.ask<number>('open', { way: name, url, channel });
  let published = 0;
  return {
    ...{ name, process: child, port, greeting: {} },
    published: () => published,
    publish: async (events) => {
      const at = nowMs();
      await database.query('select pg_notify($1, $2)', [channel, String(events)]);
      published += events;
      return at;
    },
    startAfter: () => ({ debateId: 'dbt_00000000000000000000000000' }),
    stop: async () => child.kill(),
  };
}

/** The process with the subscribers of a server. */
export function startClient(): Process {
  return new Process(['--import', 'tsx', 'bench/fanout/client.ts']);
}

export function connect(client: Process, wish: Wish): Promise<void> {
  return client.ask('connect', wish);
}
