import { setTimeout as sleep } from 'node:timers/promises';
import type { StartDebateInput } from '../../../../src/cli/generated/graphql.ts';
import { readDebate, startDebate } from '../../../e2e/support/debates.ts';
import type { Settings } from '../../../infra/http/support/a-server.ts';
import { type DebateEvent, eventsOf } from '../../../infra/http/support/sockets.ts';
import { PATIENCE } from '../../../support/waiting.ts';
import { inParallel } from '../in-parallel.ts';
import type { DrillReport } from '../report.ts';
import { CallJournal } from './call-journal.ts';
import { Follower } from './follower.ts';
import { type Ended, judgeKills } from './judge-kills.ts';
import { MortalServer } from './mortal-server.ts';
import { PROTOCOLS } from './protocols.ts';

export interface Killing {
  readonly debates: number;
  readonly kills: number;
}

/** Inputs of which the prompt alone identifies every turn. */
const INPUTS = ['safe', 'deliberate, ring, majority', 'moderated'].map((name) => PROTOCOLS[name] as StartDebateInput);
/** The maximum delay of a kill after the last turn that it waits for. */
const MAX_DELAY_MS = 300;
/** The maximum time that a kill waits for turns. */
const MAX_LIFE_MS = 30_000;
const POLL_MS = 20;
const STARTS_AT_A_TIME = 5;
const READS_AT_A_TIME = 10;

/** Many debates with a client for each of them, and one server that is killed while they run. */
export class KilledDebates {
  private readonly killing: Killing;
  private readonly say: (line: string) => void;
  private readonly journal: CallJournal;
  private readonly server: MortalServer;
  /** The kinds of events and the verdict of each input without a kill. */
  private undisturbed: readonly Ended[] = [];
  private followers: readonly Follower[] = [];
  private readonly openAtKills: number[] = [];

  private constructor(killing: Killing, journal: CallJournal, server: MortalServer, say: (line: string) => void) {
    this.killing = killing;
    this.journal = journal;
    this.server = server;
    this.say = say;
  }

  static async open(killing: Killing, settings: Settings, say: (line: string) => void): Promise<KilledDebates> {
    const journal = new CallJournal();
    const models = { ARAGORA_LOCAL_BASE_URL: await journal.open(), ARAGORA_LOCAL_MODEL: 'clerk' };
    const patience = { ARAGORA_AGENT_SILENCE: '300', ARAGORA_AGENT_TIMEOUT: '3600' };
    const room = { ARAGORA_MAX_CONCURRENT_DEBATES: '100', ARAGORA_MAX_DEBATES_PER_WORKSPACE: '1000' };
    const server = await MortalServer.of({ ...settings, ...models, ...patience, ...room, ARAGORA_LEASE_SECONDS: '5' });
    journal.life = () => server.life;
    return new KilledDebates(killing, journal, server, say);
  }

  async close(): Promise<void> {
    await this.server.kill();
    await this.journal.close();
  }

  async run(): Promise<DrillReport> {
    await this.server.start();
    this.journal.answer();
    this.undisturbed = await Promise.all(INPUTS.map(async (input) => this.ended(await this.start(input, 0))));
    this.journal.reset();
    await this.startAll();
    const late = new AbortController();
    const following = Promise.all(this.followers.map((follower) => follower.toEnd(late.signal)));
    await this.killAll();
    const lastStart = performance.now();
    const timer = setTimeout(() => late.abort(), PATIENCE.timeout);
    await following;
    clearTimeout(timer);
    return this.report(performance.now() - lastStart);
  }

  private start(input: StartDebateInput, number: number): Promise<string> {
    const task = `Debate ${number}: which one?`;
    return startDebate(this.server.url, { ...input, decision: { ...input.decision, task } });
  }

  private async ended(debateId: string): Promise<Ended> {
    const events = await eventsOf(this.server.url, { debateId });
    const { status, verdict } = await readDebate(this.server.url, debateId);
    return { events, status, verdict };
  }

  private async startAll(): Promise<void> {
    const { debates } = this.killing;
    const numbers = Array.from({ length: debates }, (_, at) => at + 1);
    const followers = new Map<number, Follower>();
    await inParallel(numbers.slice(0, STARTS_AT_A_TIME), numbers, async (_, number) => {
      const id = await this.start(inputOf(number), number);
      followers.set(number, new Follower(this.server.url, id));
    });
    this.followers = numbers.flatMap((number) => followers.get(number) ?? []);
    this.say(`${debates} debates started`);
  }

  /** Each life of the server runs its share of all turns, so that debates are still running at the last kill. */
  private async killAll(): Promise<void> {
    const { kills } = this.killing;
    for (let kill = 1; kill <= kills; kill++) {
      await this.takeTurns(Math.ceil(this.turnsLeft / (kills + 2 - kill)));
      await sleep(Math.random() * MAX_DELAY_MS);
      this.openAtKills.push(this.open);
      await this.server.kill();
      await this.server.start();
      if (kill % 5 === 0) this.say(`${kill} kills, ${this.open} debates open, ${this.turnsLeft} turns left`);
    }
    this.journal.answer();
  }

  /** Waits for this number of turns. Twice as many calls are answered, so that turns are in progress at the kill. */
  private async takeTurns(count: number): Promise<void> {
    const goal = this.turnsLeft - count;
    const patience = AbortSignal.timeout(MAX_LIFE_MS);
    this.journal.answerOnly(2 * count);
    while (this.turnsLeft > goal && !patience.aborted) await sleep(POLL_MS);
  }

  /** Turns that no follower has received yet. */
  private get turnsLeft(): number {
    const all = this.followers.map((_, at) => turnsIn(this.expected(at + 1).events));
    return sum(all) - sum(this.followers.map(({ events }) => turnsIn(events)));
  }

  private get open(): number {
    return this.followers.filter(({ hasEnded }) => !hasEnded).length;
  }

  private expected(number: number): Ended {
    return this.undisturbed[number % INPUTS.length] as Ended;
  }

  private async report(endedInMs: number): Promise<DrillReport> {
    const numbers = this.followers.map((_, at) => at + 1);
    const ended = new Map<number, Ended>();
    await inParallel(numbers.slice(0, READS_AT_A_TIME), numbers, async (_, number) => {
      const follower = this.followers[number - 1];
      // A debate that has not ended cannot be read to its end.
      if (follower?.hasEnded) ended.set(number, await this.ended(follower.debateId));
    });
    await this.server.stop();
    const { followers, openAtKills } = this;
    const { bootsMs } = this.server;
    const expected = (number: number) => this.expected(number);
    return judgeKills({ followers, ended, expected, journal: this.journal, openAtKills, bootsMs, endedInMs });
  }
}

function turnsIn(events: readonly DebateEvent[]): number {
  return events.filter((event) => 'turn' in event).length;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function inputOf(number: number): StartDebateInput {
  return INPUTS[number % INPUTS.length] as StartDebateInput;
}
