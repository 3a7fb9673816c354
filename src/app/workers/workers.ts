import type { Clock } from '../../domain/shared/ports.ts';
import { CannotStart } from '../../infra/cannot-start.ts';

/** Where a worker listens, and what keeps its data, in words. All workers share the addresses. */
export interface Listening {
  readonly url: string;
  readonly wsUrl: string;
  readonly database: string;
}

/** A process that serves. */
export interface WorkerProcess {
  /** Resolves once it listens; rejects with what keeps it from that. */
  readonly listening: Promise<Listening>;
  /** Resolves when it has ended, with how that came, in words. */
  readonly ended: Promise<string>;
  /** Has it end in order. */
  stop(): void;
  /** Ends it at once. */
  kill(): void;
}

interface Death {
  readonly how: string;
  /** Why it never listened; undefined when it did. */
  readonly reason: unknown;
}

interface WorkersPorts {
  readonly count: number;
  readonly spawn: () => WorkerProcess;
  readonly clock: Clock;
  /** How long a worker may take to end in order. */
  readonly stopMs: number;
  /** Told of every worker that ended although nobody stopped it, and when another takes its place. */
  readonly onDeath: (death: Death & { readonly againMs: number }) => void;
}

/** A worker that lived so long is not one of a series of failures. */
const STABLE_MS = 10_000;
const FIRST_PAUSE_MS = 500;
const MAX_PAUSE_MS = 30_000;
/** So many failures in a row, while no worker lives, are the end. */
const MAX_FAILURES = 5;

/** Keeps so many processes serving: starts them, starts those that die anew, later and later, and stops them together. */
export class Workers {
  private readonly ports: WorkersPorts;
  private readonly living = new Set<WorkerProcess>();
  private readonly serving = new Set<WorkerProcess>();
  private readonly stopping = new AbortController();
  private readonly giveUp = new AbortController();

  constructor(ports: WorkersPorts) {
    this.ports = ports;
  }

  /** Aborted, with the reason, when no worker lives and none can be started any more. */
  get lost(): AbortSignal {
    return this.giveUp.signal;
  }

  /** Starts one worker, and once it listens the others. Rejects with what keeps the first one from listening. */
  async start(): Promise<Listening> {
    const first = this.spawn();
    const listening = await first.listening;
    void this.keep(first);
    for (let nth = 1; nth < this.ports.count; nth++) void this.keep(this.spawn());
    return listening;
  }

  /** Stops all workers at the same time, and ends those that take too long. */
  async stop(): Promise<void> {
    this.stopping.abort();
    for (const worker of this.living) worker.stop();
    const ended = Promise.all([...this.living].map((worker) => worker.ended));
    const done = new AbortController();
    await Promise.race([ended, this.ports.clock.sleep(this.ports.stopMs, done.signal)]);
    done.abort();
    for (const worker of this.living) worker.kill();
    await ended;
  }

  private spawn(): WorkerProcess {
    const worker = this.ports.spawn();
    this.living.add(worker);
    worker.listening.then(() => this.living.has(worker) && this.serving.add(worker)).catch(() => {});
    void worker.ended.then(() => {
      this.living.delete(worker);
      this.serving.delete(worker);
    });
    return worker;
  }

  /** Keeps one place filled. */
  private async keep(first: WorkerProcess): Promise<void> {
    let failures = 0;
    for (let worker = first; ; worker = this.spawn()) {
      const { how, reason, livedMs } = await this.endOf(worker);
      if (this.stopping.signal.aborted) return;
      failures = livedMs >= STABLE_MS ? 0 : failures + 1;
      if (failures >= MAX_FAILURES && this.serving.size === 0) return this.giveUp.abort(reason ?? endedEarly());
      const againMs = failures === 0 ? 0 : Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1));
      this.ports.onDeath({ how, reason, againMs });
      await this.ports.clock.sleep(againMs, this.stopping.signal);
      if (this.stopping.signal.aborted) return;
    }
  }

  /** How it ended, and how long it lived after it began to listen. */
  private async endOf({ listening, ended }: WorkerProcess): Promise<Death & { readonly livedMs: number }> {
    const { clock } = this.ports;
    const outcome = await listening.then(
      () => ({ reason: undefined, since: clock.monotonicMs() }),
      (reason: unknown) => ({ reason, since: Number.POSITIVE_INFINITY }),
    );
    const how = await ended;
    return { how, reason: outcome.reason, livedMs: clock.monotonicMs() - outcome.since };
  }
}

function endedEarly(): CannotStart {
  return new CannotStart('Every worker ended soon after it began to listen. The log says why.');
}
