import { setTimeout as after } from 'node:timers/promises';
import type { StreamRef } from '../../../../../src/domain/events/ports.ts';
import type { Json } from '../../../../../src/domain/shared/json.ts';
import { type Fate, type Reading, ToyBus, ToyLog } from './toy-log.ts';

const WORKSPACE = 'wsp_toy';

/** The text of an event, and what fails in it. */
export interface Toy {
  readonly text: string;
  /** Its `fragile` and `strict` fields throw errors. */
  readonly isBroken?: boolean;
}

/** Streams of toy events, and how often each event was executed. */
export class ToyWorld {
  readonly log: ToyLog;
  readonly bus: ToyBus;
  /** Executions of the root field, by stream and number of the event: `a 7`. */
  readonly executed = new Map<string, number>();
  /** Streams that no caller may follow. */
  readonly hidden = new Set<string>();
  /** The promise that a subscription waits for, by stream. */
  readonly gates = new Map<string, Promise<void>>();
  /** How long the execution of an event takes, in milliseconds. */
  executionMs = 0;

  constructor({ reading, fate }: { readonly reading?: Reading; readonly fate?: Fate } = {}) {
    this.log = new ToyLog(reading);
    this.bus = new ToyBus(fate);
  }

  ref(stream: string): StreamRef {
    return { workspaceId: WORKSPACE, stream };
  }

  /** Adds events, and notifies the bus. */
  async grow(stream: string, ...toys: readonly (Toy | string)[]): Promise<void> {
    const events = toys.map((toy) => ({ kind: 'toy', data: data(toy) }));
    await this.log.append(this.ref(stream), events);
    await this.bus.notify(this.ref(stream));
  }

  /** Adds the last event. */
  async end(stream: string, toy: Toy | string = 'the end'): Promise<void> {
    await this.log.append(this.ref(stream), [{ kind: 'end', data: data(toy) }]);
    await this.bus.notify(this.ref(stream));
  }

  async enter(stream: string): Promise<void> {
    await (this.gates.get(stream) ?? after(0));
  }

  count(stream: string, seq: number): void {
    const key = `${stream} ${seq}`;
    this.executed.set(key, (this.executed.get(key) ?? 0) + 1);
  }

  /** Executions of each event of the stream, in order. */
  executions(stream: string): readonly number[] {
    return this.log.of(this.ref(stream)).map(({ seq }) => this.executed.get(`${stream} ${seq}`) ?? 0);
  }
}

function data(toy: Toy | string): Json {
  return typeof toy === 'string' ? { text: toy } : { ...toy };
}
