// Requests and responses between the processes of this benchmark, and their common clock.
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The request handlers of a process, by name. */
export type Answers = Readonly<Record<string, (order: never) => unknown>>;

interface Question {
  readonly id: number;
  readonly ask: string;
  readonly order: unknown;
}

interface Answer {
  readonly id: number;
  readonly answer?: unknown;
  readonly error?: string;
}

/** The clock of the machine in milliseconds, which is the same in all processes. */
export function nowMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** Answers the parent's requests with these names; other handlers in the process may answer the others. */
export function answer(answers: Answers): void {
  process.on('message', async ({ id, ask, order }: Question) => {
    const work = answers[ask];
    if (!work) return;
    try {
      process.send?.({ id, answer: await work(order as never) });
    } catch (error) {
      process.send?.({ id, error: error instanceof Error ? error.stack : String(error) });
    }
  });
}

const MEASURED = ['--expose-gc', '--import', new URL('probe.ts', import.meta.url).href];
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const children = new Set<ChildProcess>();

/** A child process that answers requests, also about its usage: see `probe.ts`. */
export class Process {
  /** For its exit, and for its stderr if piped. */
  readonly child: ChildProcess;
  private readonly waiting = new Map<number, PromiseWithResolvers<unknown>>();
  private asked = 0;

  /** Starts Node with these arguments in the directory of the project. */
  constructor(
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
    stderr: 'pipe' | 'inherit' = 'inherit',
  ) {
    this.child = spawn(process.execPath, [...MEASURED, ...args], {
      cwd: ROOT,
      env: { ...process.env, NODE_ENV: 'production', ...env },
      stdio: ['ignore', 'inherit', stderr, 'ipc'],
      serialization: 'advanced',
    });
    children.add(this.child);
    this.child.on('message', ({ id, answer, error }: Answer) => {
      const waiting = this.waiting.get(id);
      this.waiting.delete(id);
      if (error === undefined) waiting?.resolve(answer);
      else waiting?.reject(new Error(error));
    });
    this.child.once('exit', (code, signal) => {
      children.delete(this.child);
      const gone = new Error(`A process of the benchmark ended with ${code ?? signal}.`);
      for (const { reject } of this.waiting.values()) reject(gone);
    });
  }

  async ask<T>(ask: string, order?: unknown): Promise<T> {
    const id = ++this.asked;
    const waiting = Promise.withResolvers<unknown>();
    this.waiting.set(id, waiting);
    this.child.send({ id, ask, order });
    return (await waiting.promise) as T;
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }
}

process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});
