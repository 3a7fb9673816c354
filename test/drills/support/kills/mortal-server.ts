import { setTimeout as sleep } from 'node:timers/promises';
import { newDirectory, type Served, serve } from '../../../e2e/support/served.ts';
import type { Settings } from '../../../infra/http/support/a-server.ts';
import { send } from '../../../infra/http/support/requests.ts';
import { freePort } from '../../../support/services/free-port.ts';

const POLL_MS = 10;
const ARRIVAL_MS = 100;

/** A server that is killed and started again, always at the same address and with the same data. */
export class MortalServer {
  /** The time of every start until the server was healthy, in milliseconds. */
  readonly bootsMs: number[] = [];
  /** The number of starts. */
  life = 0;
  readonly url: string;
  private readonly directory: string;
  private readonly settings: Settings;
  private served: Served | undefined;

  private constructor(ports: readonly [number, number], directory: string, settings: Settings) {
    this.url = `http://127.0.0.1:${ports[0]}`;
    this.directory = directory;
    this.settings = { ...settings, ARAGORA_API_PORT: String(ports[0]), ARAGORA_WS_PORT: String(ports[1]) };
  }

  static async of(settings: Settings): Promise<MortalServer> {
    return new MortalServer([await freePort(), await freePort()], await newDirectory(), settings);
  }

  async start(): Promise<void> {
    this.life++;
    const startedAt = performance.now();
    const booting = new AbortController();
    const healthy = this.healthy(booting.signal).then(() => this.bootsMs.push(performance.now() - startedAt));
    try {
      this.served = await serve(this.directory, this.settings);
      await healthy;
    } finally {
      booting.abort();
    }
  }

  /** Resolves when the process has ended and its last messages have arrived. */
  async kill(): Promise<void> {
    await this.served?.kill('SIGKILL');
    await sleep(ARRIVAL_MS);
  }

  async stop(): Promise<void> {
    await this.served?.kill('SIGTERM');
  }

  private async healthy(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const answer = await send(`${this.url}/api/health`).catch(() => undefined);
      if (answer?.status === 200) return;
      await sleep(POLL_MS);
    }
  }
}
