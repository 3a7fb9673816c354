import type { Clock } from '../../domain/shared/ports.ts';
import { CannotStart } from '../../infra/cannot-start.ts';

/** The addresses of a worker, which all workers share, and the kind of database in words. */
export interface Listening {
  readonly url: string;
  readonly wsUrl: string;
  readonly database: string;
}

/** A worker process. */
export interface WorkerProcess {
  /** Resolves when it listens; rejects with the reason if it cannot. */
  readonly listening: Promise<Listening>;
  /** Resolves when it has ended, with the way it ended in words. */
  readonly ended: Promise<string>;
  /** Asks it to shut down. */
  stop(): void;
  /** Asks it to reload. */
  reload(): void;
  /** Ends it immediately. */
  kill(): void;
}

interface Death {
  readonly how: string;
  /** The reason why it never listened; undefined if it did. */
  readonly reason: unknown;
}

interface WorkersPorts {
  readonly count: number;
  readonly spawn: () => WorkerProcess;
  readonly clock: Clock;
  /** Maximum time for a worker to shut down. */
  readonly stopMs: number;
  /** Called for every worker that ended without being stopped, with the time until it is replaced. */
  readonly onDeath: (death: Death & { readonly restartMs: number }) => void;
}

/** A worker that lived at least this long starts a new count of failures. */
const STABLE_MS = 10_000;
const FIRST_PAUSE_MS = 500;
const MAX_PAUSE_MS = 30_000;
/** The server is lost after this many failures in a row while no worker serves. */
const MAX_FAILURES = 5;

/** Keeps `count` workers serving: starts them, replaces those that die with growing pauses, and stops them together. */
export class Workers {
  private readonly ports: WorkersPorts;
  private readonly living = new Set<WorkerProcess>();
  private readonly serving = new Set<WorkerProcess>();
  private readonly stopping = new AbortController();
  private readonly giveUp = new AbortController();

  constructor(ports: WorkersPorts) {
    this.ports = ports;
  }

  /** Aborted with the reason when no worker lives and none can be started. */
  get lost(): AbortSignal {
    return this.giveUp.signal;
  }

  /** Starts one worker, and the others after it listens. Rejects if the first one cannot listen. */
  async start(): Promise<Listening> {
    const first = this.spawn();
    const listening = await first.listening;
    void this.keep(first);
    for (let nth = 1; nth < this.ports.count; nth++) void this.keep(this.spawn());
    return listening;
  }

  reload(): void {
    for (const worker of this.living) worker.reload();
  }

  /** Stops all workers at the same time, and kills those that take too long. */
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

  /** Replaces one worker whenever it dies. */
  private async keep(first: WorkerProcess): Promise<void> {
    let failures = 0;
    for (let worker = first; ; worker = this.spawn()) {
      const { how, reason, livedMs } = await this.endOf(worker);
      if (this.stopping.signal.aborted) return;
      failures = livedMs >= STABLE_MS ? 0 : failures + 1;
      if (failures >= MAX_FAILURES && this.serving.size === 0) return this.giveUp.abort(reason ?? endedEarly());
      const restartMs = failures === 0 ? 0 : Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1));
      this.ports.onDeath({ how, reason, restartMs });
      await this.ports.clock.sleep(restartMs, this.stopping.signal);
      if (this.stopping.signal.aborted) return;
    }
  }

  /** How the worker ended, and how long it lived after it listened. */
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
  return new CannotStart('Every worker ended soon after it listened. See the log for the reason.');
}
