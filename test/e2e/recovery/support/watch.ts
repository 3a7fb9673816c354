import { setTimeout as sleep } from 'node:timers/promises';
import { DebatesDocument } from '../../../../src/cli/generated/graphql.ts';
import { request } from '../../../drills/support/retry-until-answered.ts';
import { PATIENCE } from '../../../support/waiting.ts';

const EVERY_MS = 100;

interface Seen {
  readonly atMs: number;
  readonly what: string;
}

/** Asks a server for debates and for its health, again and again, and keeps the answers. */
export class Watch {
  readonly answers: Seen[] = [];
  readonly health: Seen[] = [];
  private readonly url: string;
  private readonly enough = new AbortController();
  private readonly watching: Promise<unknown>;

  constructor(url: string) {
    this.url = url;
    this.watching = Promise.all([
      this.again(this.answers, () => this.ask()),
      this.again(this.health, () => this.look()),
    ]);
  }

  /** Waits until the server reports this health to a request that was sent after the given moment. */
  untilHealth(what: 'healthy' | 'unhealthy', sinceMs: number): Promise<void> {
    return this.until(this.health, what, sinceMs);
  }

  /** Waits until the server gives this answer to a request for debates that was sent after the given moment. */
  untilAnswer(what: string, sinceMs: number): Promise<void> {
    return this.until(this.answers, what, sinceMs);
  }

  /** Waits until the server has reported that it is unhealthy, and has rejected a request. */
  async untilTold(sinceMs: number): Promise<void> {
    await Promise.all([this.untilHealth('unhealthy', sinceMs), this.untilAnswer('UNAVAILABLE', sinceMs)]);
  }

  /** Sends no more requests and waits for the open ones. Returns the kinds of answers to requests for debates. */
  async stop(): Promise<ReadonlySet<string>> {
    this.enough.abort();
    await this.watching;
    return new Set(this.answers.map(({ what }) => what));
  }

  private async until(list: readonly Seen[], what: string, sinceMs: number): Promise<void> {
    const hangsAtMs = performance.now() + PATIENCE.timeout;
    while (!list.some((seen) => seen.atMs >= sinceMs && seen.what === what)) {
      if (performance.now() > hangsAtMs) throw new Error(`It never was ${what}, but ${list.at(-1)?.what}.`);
      await sleep(PATIENCE.interval);
    }
  }

  private async again(list: Seen[], look: () => Promise<string>): Promise<void> {
    while (!this.enough.signal.aborted) {
      const atMs = performance.now();
      const what = await look().catch((error) => `NO ANSWER: ${error.name} ${error.cause?.code ?? ''}`);
      list.push({ atMs, what });
      await sleep(EVERY_MS);
    }
  }

  private async ask(): Promise<string> {
    const variables = { first: 10, filter: {}, orderBy: 'NEWEST_FIRST' } as const;
    const { data, codes } = await request(this.url, DebatesDocument, variables, PATIENCE.timeout);
    return data ? 'DATA' : codes.join(' ');
  }

  private async look(): Promise<string> {
    const signal = AbortSignal.timeout(PATIENCE.timeout);
    const response = await fetch(`${this.url}/api/health`, { signal });
    return ((await response.json()) as { status: string }).status;
  }
}
