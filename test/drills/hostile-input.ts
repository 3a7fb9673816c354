import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COLLECTABLE } from './support/abuse/collect-garbage.ts';
import { Probe, type Spent } from './support/hostile/probe.ts';
import { sendInput } from './support/hostile/send-input.ts';
import { type StrangerInput, strangerInputs } from './support/hostile/stranger-inputs.ts';
import type { DrillReport } from './support/report.ts';
import { ServerProcess } from './support/server-process.ts';

const MAX_CPU_MS = 50;
const MAX_HELD_MS = 100;
/** An input above a bar is sent again: a compiler or a collection of garbage costs once. */
const REPEATS = 3;
/** Inputs before the measurement, while the server is still being compiled. */
const WARM_UP = 120;
const COUNTS = { small: 240, full: 2_400 } as const;

/** What one input cost: the least of its repetitions. */
interface Cost extends Spent {
  readonly name: string;
}

/**
 * Sends what strangers may send, one after the other and without a credential, to a running server, and measures its main
 * thread. `SEED` chooses other inputs.
 */
export async function hostileInput(form: 'small' | 'full', say: (line: string) => void): Promise<DrillReport> {
  const seed = Number(process.env.SEED ?? 20_261_130);
  const folder = await mkdtemp(join(tmpdir(), 'aragora-hostile-'));
  let server: ServerProcess | undefined;
  try {
    server = await ServerProcess.start(folder, { ...COLLECTABLE, ARAGORA_RATE_LIMITS: 'off' });
    const probe = await Probe.in(server);
    for (const input of strangerInputs(WARM_UP, seed + 1)) await sendInput(server, input);
    const attack = new Attack(server, probe);
    for (const [at, input] of strangerInputs(COUNTS[form], seed).entries()) {
      await attack.send(input);
      if (at % 400 === 399) say(`${at + 1} inputs`);
    }
    probe.close();
    const isAlive = server.isRunning;
    const { figures, broken } = attack.report(seed);
    return { figures, broken: [...broken, ...server.defects, ...(isAlive ? [] : ['The server stopped.'])] };
  } finally {
    await server?.end('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  }
}

class Attack {
  private readonly server: ServerProcess;
  private readonly probe: Probe;
  private readonly costs: Cost[] = [];
  private readonly faults: string[] = [];

  constructor(server: ServerProcess, probe: Probe) {
    this.server = server;
    this.probe = probe;
  }

  async send(input: StrangerInput): Promise<void> {
    let cost = await this.costOf(input);
    for (let again = 0; again < REPEATS && isAbove(cost); again++) cost = lesser(cost, await this.costOf(input));
    this.costs.push(cost);
  }

  report(seed: number): DrillReport {
    const above = this.costs
      .filter(isAbove)
      .map(
        ({ name, cpuMs, heldMs }) =>
          `${name}: ${cpuMs.toFixed(1)} ms of the processor, the loop held for ${heldMs.toFixed(1)} ms`,
      );
    const cpu = this.costs.toSorted((one, other) => other.cpuMs - one.cpuMs);
    const figures = {
      'inputs of strangers': `${this.costs.length} (seed ${seed})`,
      'most milliseconds of the processor for one': `${cpu[0]?.cpuMs.toFixed(1)} (${cpu[0]?.name})`,
      'milliseconds of the processor, median': cpu[Math.floor(cpu.length / 2)]?.cpuMs.toFixed(2) ?? '',
      'longest hold of the event loop in milliseconds': Math.max(...this.costs.map(heldByWork)).toFixed(1),
    };
    return { figures, broken: [...this.faults, ...above] };
  }

  private async costOf(input: StrangerInput): Promise<Cost> {
    await this.probe.take();
    const fault = await sendInput(this.server, input);
    if (fault !== undefined) this.faults.push(`${input.name}: ${fault}`);
    return { name: input.name, ...(await this.probe.take()) };
  }
}

/** A hold that took less of the processor than of the clock was a machine with other things to do. */
function heldByWork({ cpuMs, heldMs }: Spent): number {
  return Math.min(cpuMs, heldMs);
}

function isAbove(spent: Spent): boolean {
  return spent.cpuMs > MAX_CPU_MS || heldByWork(spent) > MAX_HELD_MS;
}

function lesser(one: Cost, other: Cost): Cost {
  return one.cpuMs <= other.cpuMs ? one : other;
}
