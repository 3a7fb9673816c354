import { Interrupted } from '../../shared/errors.ts';
import type { WakeSoon } from '../ports.ts';
import type { Claim, DebateLease } from './lease.ts';
import { Run, type RunPorts } from './run.ts';

export interface RunnerPorts extends RunPorts {
  /** Name of this process in leases. */
  readonly holder: string;
  /** Most debates this process runs at a time; the others wait. */
  readonly maxRunning: number;
  readonly wakeSoon: WakeSoon;
}

/** Runs the debates this process can claim. */
export class DebateRunner {
  private readonly ports: RunnerPorts;
  private readonly runs = new Map<string, Promise<boolean>>();
  private readonly draining = new AbortController();
  private readonly interrupt = new AbortController();

  constructor(ports: RunnerPorts) {
    this.ports = ports;
  }

  get running(): number {
    return this.runs.size;
  }

  /** Claims the debate if it is free and there is room, and returns: the run goes on by itself. */
  async wake(id: string): Promise<void> {
    if (this.draining.signal.aborted || this.runs.has(id) || this.runs.size >= this.ports.maxRunning) return;
    const claimed = Promise.withResolvers<void>();
    const run = this.ports.context
      .enter({ debateId: id }, () => this.claimAndRun(id, claimed))
      .finally(() => this.runs.delete(id));
    this.runs.set(id, run);
    // Not awaited: the next debate is not part of this one. The sweep repeats a failed look. After an interruption nothing
    // is looked for, because the same debate would be found at once, again and again.
    void run.then((hasEnded) => (hasEnded ? this.wakeWaiting() : undefined)).catch(ignoreUnreachable);
    await claimed.promise;
  }

  /** Claims free debates, oldest first, as far as there is room. */
  async wakeWaiting(): Promise<void> {
    const room = this.ports.maxRunning - this.runs.size;
    if (room <= 0 || this.draining.signal.aborted) return;
    for (const id of await this.ports.store.unheld(room)) await this.wake(id);
  }

  /** Every lease of a debate that has not ended, as long as it has not run out; of all workspaces. */
  leases(): Promise<readonly DebateLease[]> {
    return this.ports.store.leases();
  }

  /** Frees the debates of every holder of which this is proved to be true. */
  releaseOf(isGone: (holder: string) => boolean): Promise<void> {
    return this.ports.store.releaseOf(isGone);
  }

  /** Whether every debate has ended, so that there is none to start or to take over. */
  async isIdle(): Promise<boolean> {
    return !(await this.ports.store.hasOpen());
  }

  /**
   * Claims nothing more and starts no more calls. Calls in flight may end within `withinMs`; then they are given up, and
   * stored with their estimated cost. Each run ends at a stored step and releases its debate for other processes.
   */
  async drain(withinMs: number): Promise<void> {
    const reason = new Interrupted('The server is shutting down.');
    this.draining.abort(reason);
    const ended = Promise.all(this.runs.values());
    const done = new AbortController();
    if (withinMs > 0) await Promise.race([ended, this.ports.clock.sleep(withinMs, done.signal)]);
    done.abort();
    this.interrupt.abort(reason);
    await ended;
  }

  /** Returns whether the debate has ended. */
  private async claimAndRun(id: string, claimed: PromiseWithResolvers<void>): Promise<boolean> {
    const { store, holder, leaseMs } = this.ports;
    let claim: Claim | undefined;
    try {
      claim = await store.claim(id, holder, leaseMs);
      claimed.resolve();
    } catch (error) {
      claimed.reject(error);
    }
    return claim !== undefined && (await this.run(claim));
  }

  private async run(claim: Claim): Promise<boolean> {
    const { emit, clock } = this.ports;
    const { debate } = claim;
    const run = new Run(this.ports, claim, { draining: this.draining.signal, interrupt: this.interrupt.signal });
    try {
      await run.toEnd();
      const { status, outcome, stopReason } = debate;
      const durationMs = clock.now().getTime() - (debate.startedAt ?? debate.createdAt).getTime();
      emit('debateFinished', {
        debateId: debate.id,
        status,
        outcome: `${outcome}`,
        stopReason: `${stopReason}`,
        durationMs,
      });
      return true;
    } catch (error) {
      if (error === this.draining.signal.reason) emit('debateReleased', { debateId: debate.id });
      else emit('debateInterrupted', { debateId: debate.id, error });
      await this.letGo(claim, run).catch(ignoreUnreachable);
      return false;
    }
  }

  private async letGo({ debate, fence }: Claim, run: Run): Promise<void> {
    const { store, wakeSoon } = this.ports;
    await store.release(debate.id, fence, run.isLost ? 'CRASHED' : 'RELEASED');
    // A process that stops will not retry it. Otherwise the cause of the interruption may last, and the sweep retries.
    if (this.draining.signal.aborted) await wakeSoon(debate.id);
  }
}

/** The lease runs out by itself, and the sweep looks again. */
function ignoreUnreachable(): void {}
