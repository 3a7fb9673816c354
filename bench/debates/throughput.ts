import { setTimeout } from 'node:timers/promises';
import { StartDebateDocument } from '../../src/cli/generated/graphql.ts';
import { ask, post } from '../../test/infra/http/support/requests.ts';
import { aContestedDecision } from '../../test/resolvers/support/inputs.ts';
import { CountedServer } from '../counted/counted-server.ts';

/** Each figure but the first per debate. */
export interface Throughput {
  readonly perSecond: number;
  readonly statements: number;
  readonly transactions: number;
  /** CPU time of the server's process. */
  readonly cpuMs: number;
  /** The statements by their beginning, the most frequent first. */
  readonly texts: readonly (readonly [text: string, perDebate: number])[];
}

const AT_ONCE = 10;
/** How often it is looked which debates have ended; one query, which the statements include. */
const LOOK_MS = 50;
/** Reactors and the removal of jobs follow the debates. */
const AFTERMATH_MS = 3_000;
const NO_LIMITS = { ARAGORA_RATE_LIMITS: 'off', ARAGORA_MAX_DEBATES: '1000' };
const BEGINS = /^(begin|start transaction)\b/i;

/** Runs so many debates, ten at a time. `databaseUrl`: undefined is the embedded database. */
export async function measureDebates(databaseUrl: string | undefined, debates: number): Promise<Throughput> {
  const server = await CountedServer.start({ databaseUrl, settings: NO_LIMITS });
  try {
    const warmUp = Math.ceil(debates / 10);
    await runAll(server.url, 0, warmUp);
    await setTimeout(AFTERMATH_MS);
    const before = await server.counts();
    const startedAt = performance.now();
    await runAll(server.url, warmUp, debates);
    const seconds = (performance.now() - startedAt) / 1_000;
    await setTimeout(AFTERMATH_MS);
    const { counts, cpuMs } = await server.counts();
    const texts = Object.entries(counts).map(([text, count]) => [text, count / debates] as const);
    const sum = (found: typeof texts) => found.reduce((total, [, each]) => total + each, 0);
    return {
      perSecond: debates / seconds,
      statements: sum(texts),
      transactions: sum(texts.filter(([text]) => BEGINS.test(text))),
      cpuMs: (cpuMs - before.cpuMs) / debates,
      texts: texts.sort(([, one], [, other]) => other - one),
    };
  } finally {
    await server.stop();
  }
}

async function runAll(url: string, endedBefore: number, debates: number): Promise<void> {
  let [started, ended] = [0, 0];
  while (ended < debates) {
    const room = Math.min(debates - started, AT_ONCE - (started - ended));
    await Promise.all(Array.from({ length: room }, () => start(url)));
    started += room;
    await setTimeout(LOOK_MS);
    ended = (await countEnded(url)) - endedBefore;
  }
}

async function start(url: string): Promise<void> {
  const { startDebate } = await ask(url, StartDebateDocument, { input: { decision: aContestedDecision() } });
  if (!startDebate.debate) throw new Error(JSON.stringify(startDebate.userErrors));
}

async function countEnded(url: string): Promise<number> {
  const { text } = await post(url, '{ debates(first: 1, filter: { status: [COMPLETED] }) { totalCount } }');
  return JSON.parse(text).data.debates.totalCount;
}
