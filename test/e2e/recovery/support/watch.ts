import { setTimeout as sleep } from 'node:timers/promises';
import { DebatesDocument } from '../../../../src/cli/generated/graphql.ts';
import { request } from '../../../drills/support/retry-until-answered.ts';

const EVERY_MS = 100;
/** What a request waits for is stated in the settings; whoever asks gives a busy machine a little more. */
const GIVEN_UP_AFTER_MS = 60_000;

interface Seen {
  readonly atMs: number;
  readonly tookMs: number;
  readonly what: string;
}

/** Somebody who asks for debates and somebody who asks for the health, again and again, and what they were answered. */
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

  /** Milliseconds from the moment to the first answer of health that was asked for since and says so. */
  async untilHealth(what: 'healthy' | 'unhealthy', sinceMs: number): Promise<number> {
    return (await this.first(this.health, (seen) => seen.what === what, sinceMs)) - sinceMs;
  }

  /** Milliseconds from the moment to the first such answer. */
  async untilAnswer(what: string, sinceMs: number): Promise<number> {
    return (await this.first(this.answers, (seen) => seen.what === what, sinceMs)) - sinceMs;
  }

  /** Asks no more; answers the longest any request took, and what came. */
  async stop(): Promise<{ longestMs: number; whats: ReadonlySet<string> }> {
    this.enough.abort();
    await this.watching;
    const all = [...this.answers, ...this.health];
    return {
      longestMs: Math.max(...all.map(({ tookMs }) => tookMs)),
      whats: new Set(this.answers.map(({ what }) => what)),
    };
  }

  private async first(list: readonly Seen[], is: (seen: Seen) => boolean, sinceMs: number): Promise<number> {
    for (;;) {
      const seen = list.find((one) => one.atMs >= sinceMs && is(one));
      if (seen) return seen.atMs + seen.tookMs;
      await sleep(EVERY_MS / 4);
    }
  }

  private async again(list: Seen[], look: () => Promise<string>): Promise<void> {
    while (!this.enough.signal.aborted) {
      const atMs = performance.now();
      const what = await look().catch((error) => `NO ANSWER: ${error.name} ${error.cause?.code ?? ''}`);
      list.push({ atMs, tookMs: performance.now() - atMs, what });
      await sleep(EVERY_MS);
    }
  }

  private async ask(): Promise<string> {
    const variables = { first: 10, filter: {}, orderBy: 'NEWEST_FIRST' } as const;
    const { data, codes } = await request(this.url, DebatesDocument, variables, GIVEN_UP_AFTER_MS);
    return data ? 'DATA' : codes.join(' ');
  }

  private async look(): Promise<string> {
    const signal = AbortSignal.timeout(GIVEN_UP_AFTER_MS);
    const response = await fetch(`${this.url}/api/health`, { signal });
    return ((await response.json()) as { status: string }).status;
  }
}
