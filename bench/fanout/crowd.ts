import { getPriority, setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Process } from './channel.ts';
import type { Lateness } from './client.ts';
import { QUERY, resultOf } from './events.ts';
import type { Delay } from './probe.ts';
import { connect, type Server, startClient } from './server.ts';

const FIRST = 100;
/** graphql-ws waits this long for `connection_init`, and keeps the timer even after it has arrived. */
const SETTLED_MS = 4_000;

/** A server and its subscribers. All of them have received all published events. */
export class Crowd {
  readonly server: Server;
  readonly subscribers: number;
  /** Heap of the server per idle subscriber, in bytes. */
  readonly heapBytes: number;
  private readonly client: Process;

  private constructor(server: Server, client: Process, subscribers: number, heapBytes: number) {
    this.server = server;
    this.client = client;
    this.subscribers = subscribers;
    this.heapBytes = heapBytes;
  }

  static async gather(server: Server, subscribers: number): Promise<Crowd> {
    await warmUp(server);
    const before = await server.process.ask<number>('heap');
    // The request follows immediately: without one the process would exit.
    const client = startClient();
    await subscribe(client, server, subscribers);
    await sleep(SETTLED_MS);
    const heapBytes = ((await server.process.ask<number>('heap')) - before) / subscribers;
    const crowd = new Crowd(server, client, subscribers, heapBytes);
    await crowd.send(1);
    await crowd.check();
    return crowd;
  }

  /** Publishes events at once and waits until all subscribers have them. Returns the time of publication. */
  async send(events: number): Promise<number> {
    const arrived = this.client.ask('until', this.server.published() + events);
    const at = await this.server.publish(events);
    await arrived;
    return at;
  }

  /** CPU time per delivered message of server and client, in microseconds, if `events` are sent at once `times` times. */
  async cost(times: number, events: number): Promise<{ readonly server: number; readonly client: number }> {
    const used = () => Promise.all([this.server.process, this.client].map((process) => process.ask<number>('cpuMs')));
    const before = await used();
    for (let time = 0; time < times; time++) await this.send(events);
    const [server = 0, client = 0] = (await used()).map((cpuMs, at) => cpuMs - (before[at] ?? 0));
    const messages = times * events * this.subscribers;
    return { server: (server * 1_000) / messages, client: (client * 1_000) / messages };
  }

  /** The lateness of messages in milliseconds if events are published at this rate without waiting for their arrival. */
  async lateness(events: number, perSecond: number): Promise<Lateness> {
    const after = this.server.published();
    await this.client.ask('time', { after, events });
    const arrived = this.client.ask('until', after + events);
    const publishedAt: number[] = [];
    const start = performance.now();
    for (let event = 0; event < events; event++) {
      await sleep(Math.max(0, start + (event * 1_000) / perSecond - performance.now()));
      publishedAt.push(await this.server.publish(1));
    }
    await arrived;
    return this.client.ask('lateness', publishedAt);
  }

  /** The delay of the server's event loop while events are sent one by one. Its main thread has this niceness meanwhile. */
  async delay(events: number, niceness: number): Promise<Delay> {
    const { child } = this.server.process;
    const usual = getPriority(child.pid);
    setPriority(child.pid ?? 0, niceness);
    await this.server.process.ask('watchDelay');
    for (let event = 0; event < events; event++) await this.send(1);
    const delay = await this.server.process.ask<Delay>('delay');
    setPriority(child.pid ?? 0, usual);
    return delay;
  }

  async leave(): Promise<void> {
    this.client.kill();
    await this.server.stop();
  }

  /** All servers must send the same as the program. */
  private async check(): Promise<void> {
    const sample = await this.client.ask<string>('sample');
    const { payload } = JSON.parse(sample) as { payload: ReturnType<typeof resultOf> };
    const event = payload.data.debateEvents;
    const expected = { ...resultOf(event.debateId, event.seq).data.debateEvents, at: event.at };
    if (JSON.stringify(event) !== JSON.stringify(expected)) throw new Error(`${this.server.name} sends ${sample}`);
  }
}

/** The first subscribers make the server compile its code, which is not part of the measurement. */
async function warmUp(server: Server): Promise<void> {
  const client = startClient();
  await subscribe(client, server, FIRST);
  const crowd = client.ask('until', server.published() + FIRST);
  for (let event = 0; event < FIRST; event++) await server.publish(1);
  await crowd;
  client.kill();
  await sleep(SETTLED_MS);
}

async function subscribe(client: Process, server: Server, subscribers: number): Promise<void> {
  const { port, greeting } = server;
  const has = server.published();
  const starts = [{ variables: server.startAfter(has), has }];
  await connect(client, { port, greeting, query: QUERY, subscribers, starts });
}
