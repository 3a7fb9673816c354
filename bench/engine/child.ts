import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** What the measured process is to do. */
export interface Order {
  readonly part: 'server' | 'floor';
  readonly databaseUrl: string | null;
  readonly directory: string;
  readonly providerUrl: string;
  /** Most debates that a server may run at once. */
  readonly mostRunning: number;
  /** As long as a prompt of a debate. */
  readonly prompt: string;
}

export interface Usage {
  readonly cpuMs: number;
  /** Of the JavaScript heap, after a collection. */
  readonly heapMb: number;
  readonly rssMb: number;
}

/** A process of its own, so that nothing but it is in what it used. */
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

  /** Has so many bare calls made; answers how late their pieces were read, once all are over. */
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
