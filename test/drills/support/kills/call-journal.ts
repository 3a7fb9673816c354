import { setTimeout as sleep } from 'node:timers/promises';
import type { DebateEvent } from '../../../infra/http/support/sockets.ts';
import { OpenAiServer, type SeenCall } from '../../../support/providers/openai-server.ts';
import { turnAskedIn, wordsFor } from './debater-words.ts';
import { Turnstile } from './turnstile.ts';

/** A kill should hit calls that are still running, so each call takes some time. */
const LATENCY_MS = { least: 100, most: 1_000 };

interface NotedCall {
  readonly turn: string;
  readonly life: number;
  readonly arrivedAtMs: number;
  readonly call: SeenCall;
}

export interface JournalReport {
  readonly calls: number;
  readonly turns: number;
  /** Calls that were repeated because a kill came before their answer was stored. */
  readonly repeated: number;
  /** The repeated calls whose first answer had been sent already. */
  readonly answeredInVain: number;
  readonly faults: readonly string[];
}

/** A provider that records the debate and turn of every call. The task contains the number of the debate: `Debate 17`. */
export class CallJournal {
  /** The number of the present life of the calling server. */
  life: () => number = () => 0;
  private noted: NotedCall[] = [];
  private readonly answers = new Turnstile();
  private readonly provider = new OpenAiServer(async (call) => {
    const turn = turnAskedIn(call.request);
    const debate = Number(/\bDebate (\d+):/.exec(turn.prompt)?.[1]);
    const name = nameOf(debate, turn.model, turn);
    this.noted.push({ turn: name, life: this.life(), arrivedAtMs: Date.now(), call });
    const latencyMs = LATENCY_MS.least + Math.random() * (LATENCY_MS.most - LATENCY_MS.least);
    await Promise.race([sleep(latencyMs), call.over]);
    await this.answers.pass(call.over);
    return wordsFor(turn);
  });

  open(): Promise<string> {
    return this.provider.open();
  }

  close(): Promise<void> {
    return this.provider.close();
  }

  /** Answers every call from now on. */
  answer(): void {
    this.answers.open();
  }

  /** Answers this number of calls, and lets the others wait. */
  answerOnly(calls: number): void {
    this.answers.admit(calls);
  }

  /** Forgets every call, and answers none. */
  reset(): void {
    this.noted = [];
    this.answers.close();
  }

  /** Compares the calls with the logs of all debates, by the numbers of the debates. */
  judge(logs: ReadonlyMap<number, readonly DebateEvent[]>): JournalReport {
    const storedAtMs = new Map([...logs].flatMap(([debate, events]) => storedTurns(debate, events)));
    const byTurn = Map.groupBy(this.noted, ({ turn }) => turn);
    const late = this.noted.filter(({ turn, arrivedAtMs }) => arrivedAtMs > (storedAtMs.get(turn) ?? 0));
    const twice = [...byTurn].filter(([, calls]) => new Set(calls.map(({ life }) => life)).size < calls.length);
    const uncalled = [...storedAtMs.keys()].filter((turn) => !byTurn.has(turn));
    const inVain = [...byTurn.values()].flatMap((calls) => calls.slice(0, -1));
    return {
      calls: this.noted.length,
      turns: storedAtMs.size,
      repeated: this.noted.length - byTurn.size,
      answeredInVain: inVain.filter(({ call }) => call.fate === 'ANSWERED').length,
      faults: [
        ...late.map(({ turn }) => `${turn}: called after its answer was stored, or never stored`),
        ...twice.map(([turn]) => `${turn}: called twice in one life of the server`),
        ...uncalled.map((turn) => `${turn}: stored without a call`),
      ],
    };
  }
}

/** The turns of language models in a log, each with the time when it was stored. */
function storedTurns(debate: number, events: readonly DebateEvent[]): readonly (readonly [string, number])[] {
  const start = events.find((event) => event.__typename === 'DebateStarted');
  const models = new Map(start?.participants.map(({ key, model }) => [key, model ?? '']));
  return events.flatMap((event) => {
    if (!('turn' in event)) return [];
    const { turn, at } = event;
    return [[nameOf(debate, models.get(turn.participant.key) ?? '', turn), Date.parse(at)] as const];
  });
}

function nameOf(debate: number, model: string, { kind, round }: { kind: string; round: number }): string {
  return `debate ${debate}, ${model}, ${kind} ${round}`;
}
