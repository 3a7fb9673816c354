import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { ServerProcess } from '../server-process.ts';

/** What the main thread of the server did since the last look. */
export interface Spent {
  /** Time of the processor, in milliseconds. */
  readonly cpuMs: number;
  /** The longest time that the event loop was held up, in milliseconds. */
  readonly heldMs: number;
}

/** Counts in the server itself. Garbage collection on other threads is not counted. */
const INSTALL = `(() => {
  const delay = process.getBuiltinModule('node:perf_hooks').monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  let cpu = process.threadCpuUsage();
  globalThis.spentSince = () => {
    const used = process.threadCpuUsage(cpu);
    const heldMs = delay.max / 1e6;
    delay.reset();
    cpu = process.threadCpuUsage();
    return JSON.stringify({ cpuMs: (used.user + used.system) / 1000, heldMs });
  };
})()`;

/** Measures the main thread of a server that was started with an inspector. */
export class Probe {
  private readonly inspector: WebSocket;
  private sent = 0;

  private constructor(inspector: WebSocket) {
    this.inspector = inspector;
  }

  static async in({ inspectorUrl }: ServerProcess): Promise<Probe> {
    if (inspectorUrl === undefined) throw new Error('The server was started without an inspector.');
    const inspector = new WebSocket(inspectorUrl);
    await once(inspector, 'open');
    const probe = new Probe(inspector);
    await probe.evaluate(INSTALL);
    return probe;
  }

  /** What was spent since the last call. */
  async take(): Promise<Spent> {
    return JSON.parse(String(await this.evaluate('spentSince()')));
  }

  close(): void {
    this.inspector.close();
  }

  private async evaluate(expression: string): Promise<unknown> {
    const id = ++this.sent;
    this.inspector.send(
      JSON.stringify({ id, method: 'Runtime.evaluate', params: { expression, returnByValue: true } }),
    );
    for (;;) {
      const [data] = await once(this.inspector, 'message');
      const { id: to, result } = JSON.parse(String(data));
      if (to === id) return result?.result?.value;
    }
  }
}
