import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DebateDocument, DebateTokensDocument, StartDebateDocument } from '../../src/cli/generated/graphql.ts';
import { ask } from '../../test/infra/http/support/requests.ts';
import { aClient, iterate } from '../../test/infra/http/support/sockets.ts';
import { Child, type Order } from './child.ts';
import { lagsOf, openProvider, type Provider } from './provider.ts';

/** Blind answers of three models, and no exchange. */
export const TURNS = 3;
const AGENTS = ['local:m1', 'local:m2', 'local:m3'];
const OPTIONS = [
  { id: 'cookie', label: 'A signed cookie' },
  { id: 'table', label: 'A database table' },
];
const PIECES = 20;
/** Debates before the measurement, so that the code is compiled. */
const WARM_UP = 30;
const WARM_UP_MS = 2_000;
/** Debates started at the same time. */
const STARTERS = 4;
/** Debates with a reader of live text. */
const WATCHED = 20;
const PROMPT = 'Is an embedded database enough for a server with one writer? '.repeat(40);

export interface Measured {
  readonly debates: number;
  readonly cpuMsPerTurn: number;
  /** Heap per running debate; NaN for the floor. */
  readonly kbPerDebate: number;
  /** Time from sending a piece at the provider to reading it on a subscriber's socket, or (floor) from the SDK. */
  readonly lagsMs: readonly number[];
  readonly seconds: number;
  /** Maximum number of concurrent answers. */
  readonly mostAtOnce: number;
}

/** Measures concurrent debates in one server, from the first start to the last end. */
export function measureEngine(databaseUrl: string | null, debates: number, answerMs: number): Promise<Measured> {
  return measured({ part: 'server', databaseUrl, debates, answerMs }, async (child, provider, seen, wanted) => {
    const client = aClient(child.url);
    provider.hold();
    const ids = await startAll(child.url, wanted, (id) => seen.watch(client, id));
    while (provider.inWork() < wanted * TURNS) await seen.look(provider);
    const running = await child.usage();
    provider.release();
    for (const id of ids) while (!(await hasEnded(child.url, id))) await seen.look(provider);
    await client.dispose();
    return running.heapMb;
  });
}

/** Measures the same number of concurrent calls by the AI SDK alone, each with one INSERT. */
export function measureFloor(databaseUrl: string, debates: number, answerMs: number): Promise<Measured> {
  return measured({ part: 'floor', databaseUrl, debates, answerMs }, async (child, provider, seen, wanted) => {
    let isOver = false;
    const calls = child.go(wanted * TURNS).finally(() => {
      isOver = true;
    });
    while (!isOver) await seen.look(provider);
    seen.lagsMs.push(...(await calls));
    return Number.NaN;
  });
}

interface Wish extends Pick<Order, 'part' | 'databaseUrl'> {
  readonly debates: number;
  readonly answerMs: number;
}

/** Runs this many debates. Returns the heap size in MB while all of them ran. */
type Hold = (child: Child, provider: Provider, seen: Seen, debates: number) => Promise<number>;

async function measured({ part, databaseUrl, debates, answerMs }: Wish, hold: Hold): Promise<Measured> {
  const provider = await openProvider(PIECES);
  const directory = await mkdtemp(join(tmpdir(), 'aragora-bench-'));
  const child = await Child.start({
    ...{ part, databaseUrl, directory, providerUrl: provider.url, mostRunning: debates + WARM_UP, prompt: PROMPT },
  });
  provider.pace(WARM_UP_MS);
  await hold(child, provider, new Seen(), WARM_UP);
  provider.pace(answerMs);
  const [before, answered, seen, start] = [await child.usage(), provider.answered(), new Seen(), performance.now()];
  const heapMb = await hold(child, provider, seen, debates);
  const [after, seconds] = [await child.usage(), (performance.now() - start) / 1_000];
  const turns = provider.answered() - answered;
  if (turns !== debates * TURNS) throw new Error(`${turns} turns instead of ${debates * TURNS}.`);
  await child.stop();
  await provider.close();
  await rm(directory, { recursive: true, force: true });
  return {
    ...{ debates, seconds, lagsMs: seen.lagsMs, mostAtOnce: seen.mostAtOnce },
    kbPerDebate: ((heapMb - before.heapMb) * 1_024) / debates,
    cpuMsPerTurn: (after.cpuMs - before.cpuMs) / turns,
  };
}

/** Measurements from outside while it runs. */
class Seen {
  readonly lagsMs: number[] = [];
  mostAtOnce = 0;
  private watched = 0;

  async look(provider: Provider): Promise<void> {
    this.mostAtOnce = Math.max(this.mostAtOnce, provider.inWork());
    await sleep(250);
  }

  watch(client: ReturnType<typeof aClient>, debateId: string): void {
    if (++this.watched > WATCHED) return;
    const reading = async () => {
      for await (const { data } of iterate(client, DebateTokensDocument, { debateId })) {
        this.lagsMs.push(...lagsOf(data?.debateTokens.text ?? ''));
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
  await Promise.all(Array.from({ length: STARTERS }, starter));
  return ids;
}

async function hasEnded(url: string, id: string): Promise<boolean> {
  const { debate } = await ask(url, DebateDocument, { id });
  if (debate?.status === 'FAILED') throw new Error(`${id} failed: ${debate.stopReason}.`);
  return debate?.status === 'COMPLETED';
}
