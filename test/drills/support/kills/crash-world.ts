import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StartDebateInput } from '../../../../src/cli/generated/graphql.ts';
import type { LoggedEvent } from '../../../../src/domain/events/event.ts';
import { readDebate, startDebate } from '../../../e2e/support/debates.ts';
import { newDirectory, type Served, serve } from '../../../e2e/support/served.ts';
import type { Settings } from '../../../infra/http/support/a-server.ts';
import { eventsOf } from '../../../infra/http/support/sockets.ts';
import { OpenAiServer } from '../../../support/providers/openai-server.ts';
import { asAdmin, createDatabase, type EmptyDatabase } from '../../../support/services/databases.ts';
import { PATIENCE } from '../../../support/waiting.ts';
import { turnAskedIn, wordsFor } from './debater-words.ts';
import { SPEAKERS } from './protocols.ts';
import { type CrashPoint, StepProxy } from './step-proxy.ts';
import { logIn } from './stored-log.ts';
import { TurnGate } from './turn-gate.ts';

/** A finished debate with its log and its verdict. */
export interface HeldDebate {
  readonly steps: number;
  readonly events: readonly LoggedEvent[];
  readonly verdict: unknown;
}

/** A server with its own database and provider. It can be killed at a stored step and started again. */
export class CrashWorld {
  private readonly database: EmptyDatabase;
  private readonly proxy: StepProxy;
  private readonly provider = new OpenAiServer(async (call) => {
    await this.gate.pass(call);
    return wordsFor(turnAskedIn(call.request));
  });
  private gate = new TurnGate(SPEAKERS);
  private directory = '';
  private settings: Settings = {};
  private server: Served | undefined;
  private held = 0;

  private constructor(database: EmptyDatabase) {
    this.database = database;
    this.proxy = new StepProxy(database.url);
    this.proxy.onStored = () => this.gate.stepStored();
  }

  static async open(postgresUrl: string): Promise<CrashWorld> {
    const world = new CrashWorld(await createDatabase(postgresUrl));
    world.directory = await newDirectory();
    world.settings = {
      DATABASE_URL: await world.proxy.open(),
      ARAGORA_LOCAL_BASE_URL: await world.provider.open(),
      ARAGORA_LOCAL_MODEL: 'clerk',
      ARAGORA_LEASE_SECONDS: '5',
    };
    return world;
  }

  async close(): Promise<void> {
    await this.server?.kill('SIGKILL');
    await this.proxy.close();
    await this.provider.close();
    await this.database.drop();
  }

  /** Runs the debate to its end. With a point, the server is killed there once and started again. */
  async hold(input: StartDebateInput, point?: CrashPoint): Promise<HeldDebate> {
    const server = await this.running();
    const wanted = { ...input, idempotencyKey: randomUUID() };
    this.gate = new TurnGate(SPEAKERS);
    const reached = this.proxy.count(point);
    let id = '';
    if (point === undefined) id = await startDebate(server.url, wanted);
    else {
      // The answer is lost when the server is killed at the first step.
      startDebate(server.url, wanted).catch(() => {});
      await inTime(reached, `step ${point.step}`);
      await this.die(server);
      id = await startDebate((await this.running()).url, wanted);
    }
    return this.toEnd(id);
  }

  private async toEnd(id: string): Promise<HeldDebate> {
    const { url } = await this.running();
    await inTime(eventsOf(url, { debateId: id }), 'the end');
    const { verdict } = await readDebate(url, id);
    const [row] = await asAdmin(this.database.url, 'select count(*)::int as count from debates');
    const { count } = row as { count: number };
    if (count !== ++this.held) throw new Error(`There are ${count} debates, but ${this.held} were started.`);
    return { steps: this.proxy.steps, events: await logIn(this.database.url, id), verdict };
  }

  private async running(): Promise<Served> {
    this.server ??= await serve(this.directory, this.settings);
    return this.server;
  }

  private async die(server: Served): Promise<void> {
    await server.kill('SIGKILL');
    this.server = undefined;
    this.gate.lost();
    this.proxy.count();
  }
}

async function inTime<T>(work: Promise<T>, what: string): Promise<T> {
  const timer = new AbortController();
  const late = sleep(PATIENCE.timeout, undefined, timer).then(() => {
    throw new Error(`${what} was never reached.`);
  });
  return Promise.race([work, late]).finally(() => timer.abort());
}
