import type { Clock } from '../shared/ports.ts';
import type { Emit } from '../shared/signals.ts';
import { KnownProblem } from './known-problem.ts';
import type { Probe, Probes } from './ports.ts';

export type HealthStatus = 'HEALTHY' | 'DEGRADED' | 'UNHEALTHY';

/** Health of one part of the server. */
export interface Check {
  readonly name: string;
  readonly status: HealthStatus;
  readonly latencyMs: number;
  /** The problem; null for a healthy part. */
  readonly message: string | null;
}

export interface Health {
  readonly status: HealthStatus;
  readonly version: string;
  readonly uptimeSeconds: number;
  readonly checks: readonly Check[];
}

interface SystemPorts {
  readonly version: string;
  readonly clock: Clock;
  readonly emit: Emit;
  /** Called at every check, so that every part of the server can add one. */
  readonly probes: () => Probes;
}

type Failing = 'DEGRADED' | 'UNHEALTHY';

const PROBE_TIMEOUT_MS = 1_500;

/** Health of the server. */
export class System {
  private readonly ports: SystemPorts;
  private readonly startedAt: number;
  private started = false;
  private draining = false;

  constructor(ports: SystemPorts) {
    this.ports = ports;
    this.startedAt = ports.clock.monotonicMs();
  }

  /** Everything that clients and commands need is there from now on: sockets, tables, jobs, and the noted address. */
  ready(): void {
    this.started = true;
  }

  get isReady(): boolean {
    return this.started;
  }

  /** The server accepts no new work from now on. */
  drain(): void {
    this.draining = true;
  }

  get isDraining(): boolean {
    return this.draining;
  }

  /** Checks all parts at once; a part without an answer within 1.5 s counts as failed. */
  async health(): Promise<Health> {
    const { version, clock } = this.ports;
    const { needed, optional } = this.ports.probes();
    const checks = await Promise.all([
      ...Object.entries(needed).map(([name, probe]) => this.check(name, probe, 'UNHEALTHY')),
      ...Object.entries(optional).map(([name, probe]) => this.check(name, probe, 'DEGRADED')),
    ]);
    const uptimeSeconds = Math.floor((clock.monotonicMs() - this.startedAt) / 1000);
    return { status: worst(checks), version, uptimeSeconds, checks };
  }

  private async check(name: string, probe: Probe, failing: Failing): Promise<Check> {
    const { clock } = this.ports;
    const askedAt = clock.monotonicMs();
    const done = new AbortController();
    const late = clock.sleep(PROBE_TIMEOUT_MS, done.signal).then(() => 'It does not answer.');
    const message = await Promise.race([this.answerOf(name, probe, failing), late]);
    done.abort();
    const status = message === null ? 'HEALTHY' : failing;
    return { name, status, message, latencyMs: Math.round(clock.monotonicMs() - askedAt) };
  }

  /** The reason goes to the log; the caller learns only that there is a problem, and which one if it is a known one. */
  private async answerOf(name: string, probe: Probe, failing: Failing): Promise<string | null> {
    try {
      await probe();
      return null;
    } catch (error) {
      this.ports.emit(failing === 'UNHEALTHY' ? 'probeFailed' : 'probeDegraded', { name, error });
      return error instanceof KnownProblem ? error.message : 'It does not work. The log says why.';
    }
  }
}

function worst(checks: readonly Check[]): HealthStatus {
  if (checks.some((check) => check.status === 'UNHEALTHY')) return 'UNHEALTHY';
  return checks.some((check) => check.status === 'DEGRADED') ? 'DEGRADED' : 'HEALTHY';
}
