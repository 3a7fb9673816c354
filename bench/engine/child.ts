import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The instructions for the measured process. */
export interface Order {
  readonly part: 'server' | 'floor';
  readonly databaseUrl: string | null;
  readonly directory: string;
  readonly providerUrl: string;
  /** Maximum number of concurrent debates in the server. */
  readonly mostRunning: number;
  /** Has the length of a prompt of a debate. */
  readonly prompt: string;
}

export interface Usage {
  readonly cpuMs: number;
  /** Size of the JavaScript heap after a garbage collection. */
  readonly heapMb: number;
  readonly rssMb: number;
}

/** A separate process, so that its usage includes nothing else. */
export class Child {
  readonly url: string;
  private readonly process: ChildProcess;

  private constructor(process: ChildProcess, url: string) {
    this.process = process;
    this.url = url;
  }

  static async start(order: Order): Promise<Child> {
    const file = fileURLToPath(new URL('../engine-process.ts', import.meta.url));
    const process = fork(file, [JSON.stringify(order)], { execArgv: ['--import', 'tsx', '--expose-gc'] });
    const { url } = await told<{ url: string }>(process, 'url');
    return new Child(process, url);
  }

  async usage(): Promise<Usage> {
    const answer = told<{ usage: Usage }>(this.process, 'usage');
    this.process.send('usage');
    return (await answer).usage;
  }

  /** Makes this many plain calls. Returns the delays of their pieces after all have ended. */
  async go(calls: number): Promise<readonly number[]> {
    const done = told<{ done: readonly number[] }>(this.process, 'done');
    this.process.send({ calls });
    return (await done).done;
  }

  async stop(): Promise<void> {
    const gone = once(this.process, 'exit');
    this.process.send('stop');
    await gone;
  }
}

function told<T>(process: ChildProcess, key: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const hear = (message: unknown) => {
      if (typeof message !== 'object' || message === null || !(key in message)) return;
      process.off('message', hear);
      resolve(message as T);
    };
    process.on('message', hear);
    process.once('exit', (code) => reject(new Error(`The measured process ended with ${code}.`)));
  });
}
