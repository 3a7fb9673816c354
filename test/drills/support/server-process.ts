import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { spawnServer } from '../../e2e/support/served.ts';
import type { Settings } from '../../infra/http/support/a-server.ts';
import { freePort } from '../../support/services/free-port.ts';
import { prepareDatabase } from '../../support/services/prepared-database.ts';
import { PATIENCE } from '../../support/waiting.ts';

const POLL_MS = 25;
/** Defects, and the messages of Node.js about uncaught errors. */
const DEFECT = /unhandled|uncaught|Internal error|A request failed|debate\.error|\n {4}at .*node:internal\/process/i;

/** `aragora serve` in a separate process. It can be started again at the same address with the same data. */
export class ServerProcess {
  readonly url: string;
  private readonly flags: readonly string[];
  private readonly settings: Settings;
  private child: ChildProcess | undefined;
  private said = '';
  private ready = false;

  private constructor(dataDir: string, settings: Settings, port: number) {
    this.url = `http://127.0.0.1:${port}`;
    this.flags = ['--api-port', String(port), '--ws-port', '0', '--data-dir', dataDir];
    this.settings = settings;
  }

  static async start(dataDir: string, settings: Settings = {}): Promise<ServerProcess> {
    if (settings.DATABASE_URL === undefined) await prepareDatabase(dataDir);
    const server = new ServerProcess(dataDir, settings, await freePort());
    await server.start();
    return server;
  }

  /** Starts the server again, and waits until it is ready. Throws with its output when it ends instead. */
  async start(): Promise<void> {
    const child = spawnServer(this.flags, this.settings);
    this.child = child;
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      this.said += chunk;
    });
    const deadline = performance.now() + PATIENCE.timeout;
    while (!(await this.answersReady())) {
      if (!this.isRunning) throw new Error(`The server has ended: ${this.said.slice(-2_000)}`);
      if (performance.now() > deadline) throw new Error('The server does not get ready.');
      await sleep(POLL_MS);
    }
    this.ready = true;
  }

  /** Whether the server has become ready and has not been ended since. */
  get isServing(): boolean {
    return this.ready && this.isRunning;
  }

  get isRunning(): boolean {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Lines on standard error that report a defect. */
  get defects(): readonly string[] {
    return this.said.split('\n').filter((line) => DEFECT.test(line));
  }

  /** The id of the present process. */
  get pid(): number {
    return this.child?.pid ?? 0;
  }

  /** The address of the inspector; undefined when the server was started without one. */
  get inspectorUrl(): string | undefined {
    return /Debugger listening on (ws:\S+)/.exec(this.said)?.[1];
  }

  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const { child } = this;
    this.ready = false;
    if (!child || !this.isRunning) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  private async answersReady(): Promise<boolean> {
    const signal = AbortSignal.timeout(30_000);
    return await fetch(`${this.url}/readyz`, { signal }).then(
      ({ ok }) => ok,
      () => false,
    );
  }
}
