import type pg from 'pg';
import { nowMs, Process } from './channel.ts';
import type { Wish } from './client.ts';

/** One way of serving the subscription, in a process of its own. */
export interface Server {
  readonly name: string;
  readonly process: Process;
  readonly port: number;
  /** What a client shows when it connects. */
  readonly greeting: object;
  /** How many events there are. */
  published(): number;
  /** Publishes so many at once; answers when the bell was rung for them (see `nowMs`). */
  publish(events: number): Promise<number>;
  /** What a subscriber says to be given what follows the event. */
  startAfter(seq: number): object;
  stop(): Promise<void>;
}

/** A peer, which hears the same kind of bell as the program, and has the events in its memory. */
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

/** The process of a server's subscribers. */
export function startClient(): Process {
  return new Process(['--import', 'tsx', 'bench/fanout/client.ts']);
}

export function connect(client: Process, wish: Wish): Promise<void> {
  return client.ask('connect', wish);
}
