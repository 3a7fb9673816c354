import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DebateDocument, DebateTokensDocument, StartDebateDocument } from '../../src/cli/generated/graphql.ts';
import { ask } from '../../test/http/support/requests.ts';
import { aClient, iterate } from '../../test/http/support/sockets.ts';
import { Child, type Order } from './child.ts';
import { openProvider, type Provider, STAMP } from './provider.ts';

/** Blind answers of three models, and no exchange. */
export const TURNS = 3;
const AGENTS = ['local:m1', 'local:m2', 'local:m3'];
const OPTIONS = [
  { id: 'cookie', label: 'A signed cookie' },
  { id: 'table', label: 'A database table' },
];
const PIECES = 20;
/** Debates whose live text is read. */
const WATCHED = 20;
const PROMPT = 'Is an embedded database enough for a server with one writer? '.repeat(40);

export interface Measured {
  readonly debates: number;
  readonly cpuMsPerTurn: number;
  /** Of the heap, for each debate that was running; NaN for the floor. */
  readonly kbPerDebate: number;
  /** From a piece's being written by the provider to its being read on a socket. */
  readonly lagsMs: readonly number[];
  readonly seconds: number;
  /** Most answers that were being written at once. */
  readonly mostAtOnce: number;
}

/** So many debates at once in one server, from the first start to the last end. */
export async function measureEngine(databaseUrl: string | null, debates: number, answerMs: number): Promise<Measured> {
  return measured('server', databaseUrl, debates, answerMs, async (child, provider, seen) => {
    const client = aClient(child.url);
    const [ids, idle] = [await startAll(child.url, debates, (id) => seen.watch(client, id)), seen.idle];
    while (provider.inWork() < debates * TURNS && provider.answered() === 0) await seen.look(provider);
    if (process.env.DBG) console.error('all asked', new Date().toISOString(), provider.inWork(), provider.answered());
    const running = await child.usage();
    for (const id of ids) while (!(await hasEnded(child.url, id))) await seen.look(provider);
    await client.dispose();
    return ((running.heapMb - idle) * 1_024) / debates;
  });
}

/** As many calls at once by the AI SDK alone, each with one INSERT. */
export function measureFloor(databaseUrl: string, debates: number, answerMs: number): Promise<Measured> {
  return measured('floor', databaseUrl, debates, answerMs, async (child, provider, seen) => {
    let isOver = false;
    const calls = child.go().then(() => {
      isOver = true;
    });
    while (!isOver) await seen.look(provider);
    await calls;
    return Number.NaN;
  });
}

type Work = (child: Child, provider: Provider, seen: Seen) => Promise<number>;

async function measured(
  part: Order['part'],
  databaseUrl: string | null,
  debates: number,
  answerMs: number,
  work: Work,
) {
  const provider = await openProvider(answerMs, PIECES);
  const directory = await mkdtemp(join(tmpdir(), 'aragora-bench-'));
  const child = await Child.start({
    ...{ part, databaseUrl, directory, providerUrl: provider.url, debates, turns: TURNS, prompt: PROMPT },
  });
  const before = await child.usage();
  if (process.env.DBG) console.error('up', new Date().toISOString());
  const seen = new Seen(before.heapMb);
  const start = performance.now();
  const kbPerDebate = await work(child, provider, seen);
  const after = await child.usage();
  const turns = provider.answered();
  if (turns !== debates * TURNS) throw new Error(`${turns} turns instead of ${debates * TURNS}.`);
  await child.stop();
  await provider.close();
  await rm(directory, { recursive: true, force: true });
  return {
    ...{ debates, kbPerDebate, lagsMs: seen.lagsMs, mostAtOnce: seen.mostAtOnce },
    cpuMsPerTurn: (after.cpuMs - before.cpuMs) / turns,
    seconds: (performance.now() - start) / 1_000,
  };
}

/** What is seen from outside while it runs. */
class Seen {
  readonly lagsMs: number[] = [];
  readonly idle: number;
  mostAtOnce = 0;
  private watched = 0;

  constructor(idle: number) {
    this.idle = idle;
  }

  async look(provider: Provider): Promise<void> {
    this.mostAtOnce = Math.max(this.mostAtOnce, provider.inWork());
    await sleep(250);
  }

  watch(client: ReturnType<typeof aClient>, debateId: string): void {
    if (++this.watched > WATCHED) return;
    const reading = async () => {
      for await (const { data } of iterate(client, DebateTokensDocument, { debateId })) {
        const now = performance.now();
        for (const [, at] of data?.debateTokens.text.matchAll(STAMP) ?? []) this.lagsMs.push(now - Number(at));
      }
    };
    void reading().catch(() => {});
  }
}

async function startAll(url: string, debates: number, started: (id: string) => void): Promise<string[]> {
  const ids: string[] = [];
  const input = {
    ...{ agents: AGENTS, mode: 'VOTE' as const },
    decision: { task: 'Where do we keep the sessions of our users?', options: OPTIONS },
  };
  const starter = async () => {
    for (let at = ids.length; at < debates; at = ids.length) {
      ids.push('');
      const { startDebate } = await ask(url, StartDebateDocument, { input });
      if (!startDebate.debate) throw new Error(JSON.stringify(startDebate.userErrors));
      ids[at] = startDebate.debate.id;
      started(startDebate.debate.id);
    }
  };
  await Promise.all(Array.from({ length: 8 }, starter));
  return ids;
}

async function hasEnded(url: string, id: string): Promise<boolean> {
  const { debate } = await ask(url, DebateDocument, { id });
  return debate?.status === 'COMPLETED';
}
