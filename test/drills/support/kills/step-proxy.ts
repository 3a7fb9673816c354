import type { Socket } from 'node:net';
import { TcpProxy } from '../../../support/services/tcp-proxy.ts';
import { FrontendMessages } from './frontend-messages.ts';

/** A stored step, counted from 1. It is a transaction that writes debates or their events. */
export interface CrashPoint {
  readonly step: number;
  /** BEFORE: its COMMIT does not reach the database. AFTER: the COMMIT is done, and the server does not learn of it. */
  readonly side: 'BEFORE' | 'AFTER';
}

const WRITES = /^\s*(insert into|update) "?(events|debates)"? /i;
const BEGINS = /^\s*(begin|start transaction)/i;
const COMMITTED = 'COMMIT\0';

/** A proxy between a server and PostgreSQL. It counts the stored steps, and stops all traffic at one of them. */
export class StepProxy {
  /** Called when a step is stored, before the server receives the result. */
  onStored: () => void = () => {};
  private readonly proxy: TcpProxy;
  private readonly database: URL;
  private reachedSteps = 0;
  private point: CrashPoint | undefined;
  private reached = Promise.withResolvers<void>();
  private isFrozen = false;

  constructor(databaseUrl: string) {
    this.database = new URL(databaseUrl);
    const target = { host: this.database.hostname, port: Number(this.database.port || 5432) };
    this.proxy = new TcpProxy(target, (near, far) => this.pass(near, far));
  }

  /** The address of the database for clients of this proxy. */
  async open(): Promise<string> {
    await this.proxy.open();
    return Object.assign(new URL(this.database), { hostname: '127.0.0.1', port: String(this.proxy.port) }).href;
  }

  close(): Promise<void> {
    return this.proxy.cut();
  }

  get steps(): number {
    return this.reachedSteps;
  }

  /** Counts from now on. Resolves when the point is reached; then nothing passes in either direction. */
  count(point?: CrashPoint): Promise<void> {
    this.point = point;
    this.reachedSteps = 0;
    this.isFrozen = false;
    this.reached = Promise.withResolvers<void>();
    return this.reached.promise;
  }

  private pass(near: Socket, far: Socket): void {
    const messages = new FrontendMessages();
    let [isWriting, isCommitting] = [false, false];
    near.on('data', (chunk: Buffer) => {
      for (const { bytes, sql } of messages.take(chunk)) {
        if (sql !== null && BEGINS.test(sql)) isWriting = false;
        if (sql !== null && WRITES.test(sql)) isWriting = true;
        if (isWriting && sql !== null && /^commit/i.test(sql)) {
          [isWriting, isCommitting] = [false, true];
          this.reachedSteps++;
          if (this.isAt('BEFORE')) this.freeze();
        }
        if (!this.isFrozen) far.write(bytes);
      }
    });
    far.on('data', (chunk: Buffer) => {
      if (isCommitting && chunk.includes(COMMITTED)) {
        isCommitting = false;
        if (!this.isFrozen) this.onStored();
        if (this.isAt('AFTER')) this.freeze();
      }
      if (!this.isFrozen) near.write(chunk);
    });
  }

  private isAt(side: CrashPoint['side']): boolean {
    return this.point?.side === side && this.point.step === this.reachedSteps;
  }

  private freeze(): void {
    this.isFrozen = true;
    this.reached.resolve();
  }
}
