import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PATIENCE } from '../waiting.ts';
import { freePort } from './free-port.ts';
import { REDIS_SERVER } from './redis-url.ts';

const POLL_MS = 25;

/** A separate Redis at a fixed port, without data on disk. A test can kill it, suspend it and start it again. */
export class OwnRedis {
  readonly url: string;
  private readonly port: number;
  private readonly directory: string;
  private child: ChildProcess | undefined;

  private constructor(port: number, directory: string) {
    this.port = port;
    this.directory = directory;
    this.url = `redis://127.0.0.1:${port}/3`;
  }

  /** Reserves a port and a directory. Nothing runs yet. */
  static async prepare(): Promise<OwnRedis> {
    return new OwnRedis(await freePort(), await mkdtemp(join(tmpdir(), 'aragora-redis-')));
  }

  static async started(): Promise<OwnRedis> {
    const redis = await OwnRedis.prepare();
    await redis.start();
    return redis;
  }

  /** Resolves when Redis answers. */
  async start(): Promise<void> {
    const options = ['--port', `${this.port}`, '--bind', '127.0.0.1', '--dir', this.directory, '--save', ''];
    const child = spawn(REDIS_SERVER, [...options, '--appendonly', 'no'], { stdio: 'ignore' });
    this.child = child;
    for (const end = Date.now() + PATIENCE.timeout; !(await answers(this.port)); ) {
      if (child.exitCode !== null || Date.now() > end) throw new Error('The Redis of the test does not start.');
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  /** Ends Redis as a crash does. */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  }

  /** Suspends Redis. Connections stay open and new ones are accepted, but nothing is answered. */
  silence(): void {
    this.child?.kill('SIGSTOP');
  }

  goOn(): void {
    this.child?.kill('SIGCONT');
  }

  async remove(): Promise<void> {
    await this.kill();
    await rm(this.directory, { recursive: true, force: true });
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    const done = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once('data', () => done(true)).once('error', () => done(false));
  });
}
