import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CountedServer, type Counts } from '../counted/counted-server.ts';

export interface Idleness {
  readonly statementsPerSecond: number;
  /** CPU time of the server's process, without that of a PostgreSQL server. */
  readonly cpuMsPerSecond: number;
  /** The statements by their beginning, the most frequent first. */
  readonly statements: readonly (readonly [text: string, perMinute: number])[];
}

const MORE_REACTORS = fileURLToPath(new URL('more-reactors.ts', import.meta.url));
/** The deferred work of a start ends within this time. */
const WARM_UP_MS = 20_000;

/** Starts a server with nothing to do and measures it. `databaseUrl`: undefined is the embedded database. */
export async function measureIdle(
  databaseUrl: string | undefined,
  reactors: 1 | 20,
  seconds: number,
): Promise<Idleness> {
  const server = await CountedServer.start({ databaseUrl, preloads: reactors === 20 ? [MORE_REACTORS] : [] });
  try {
    await setTimeout(WARM_UP_MS);
    const [before, startedAt] = [await server.counts(), performance.now()];
    await setTimeout(seconds * 1_000);
    const [after, tookSeconds] = [await server.counts(), (performance.now() - startedAt) / 1_000];
    return idleness(before, after, tookSeconds);
  } finally {
    await server.stop();
  }
}

function idleness(before: Counts, after: Counts, seconds: number): Idleness {
  const statements = Object.entries(after.counts).sort(([, one], [, other]) => other - one);
  const total = statements.reduce((sum, [, count]) => sum + count, 0);
  return {
    statementsPerSecond: total / seconds,
    cpuMsPerSecond: (after.cpuMs - before.cpuMs) / seconds,
    statements: statements.map(([text, count]) => [text, (count * 60) / seconds] as const),
  };
}
