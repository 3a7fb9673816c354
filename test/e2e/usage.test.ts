import { spawnSync } from 'node:child_process';
import { afterEach, expect, it } from 'vitest';
import { DeleteDebateDocument, UsageDocument, type UsageQuery } from '../../src/cli/generated/graphql.ts';
import type { Answered } from '../../src/cli/server/api.ts';
import { ask } from '../infra/http/support/requests.ts';
import { eventsOf } from '../infra/http/support/sockets.ts';
import { OpenAiServer } from '../support/providers/openai-server.ts';
import { createDatabase, type EmptyDatabase } from '../support/services/databases.ts';
import { postgresUrl } from '../support/services/postgres-url.ts';
import { PROGRAM } from '../support/services/program.ts';
import { PATIENCE } from '../support/waiting.ts';
import { readDebate, startDebate } from './support/debates.ts';
import { aDirectory, launch } from './support/launch.ts';

const ANSWER = JSON.stringify({
  text: 'It is.',
  position: 'x',
  confidence: 0.8,
  reason: 'So.',
  cited: [],
  arguments: [],
});

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function aDatabase(where: string): Promise<{ DATABASE_URL?: string }> {
  if (where !== 'PostgreSQL') return {};
  const database: EmptyDatabase = await createDatabase(postgresUrl ?? '');
  closing.push(() => database.drop());
  return { DATABASE_URL: database.url };
}

async function usageOf(url: string): Promise<Answered<UsageQuery>['usage']> {
  return (await ask(url, UsageDocument, { window: { lastDays: 2 }, groupBy: ['MODEL'] })).usage;
}

it.each(postgresUrl === undefined ? ['the embedded database'] : ['the embedded database', 'PostgreSQL'])(
  'with %s, usage equals the spending of the debates, although their server is killed again and again',
  async (where) => {
    const provider = new OpenAiServer(() => ({ words: ANSWER, paceMs: 5 }));
    closing.push(() => provider.close());
    const database = await aDatabase(where);
    const local = { ARAGORA_LOCAL_BASE_URL: await provider.open(), ARAGORA_LOCAL_MODEL: 'any' };
    const settings = { ...database, ...local, ARAGORA_LEASE_SECONDS: '5' };
    const dataDir = await aDirectory();
    const agents = ['a', 'b', 'c'].map((model) => `local:${model}`);
    const options = ['x', 'y'].map((id) => ({ id, label: `Option ${id}` }));

    let server = await launch(dataDir, settings);
    const ids: string[] = [];
    for (let nth = 0; nth < 3; nth++) {
      for (let debate = 0; debate < 3; debate++) {
        ids.push(
          await startDebate(server.url, {
            decision: { task: 'Which one?', options },
            agents,
            mode: 'SAFE',
            paceMs: 20,
          }),
        );
      }
      await new Promise((resolve) => setTimeout(resolve, 300 + nth * 400));
      await server.kill('SIGKILL');
      server = await launch(dataDir, settings);
    }
    for (const debateId of ids) await eventsOf(server.url, { debateId });
    const debates = await Promise.all(ids.map((id) => readDebate(server.url, id)));
    await ask(server.url, DeleteDebateDocument, { input: { id: ids[0] ?? '' } });

    const ended = async () => {
      const { decided, noConsensus, undecided, aborted } = (await usageOf(server.url)).totals.debates;
      return decided + noConsensus + undecided + aborted;
    };
    await expect.poll(ended, PATIENCE).toBe(ids.length);
    const { totals, rows } = await usageOf(server.url);
    const sum = (pick: 'inputTokens' | 'outputTokens') =>
      debates.reduce((all, { spending }) => all + spending[pick], 0);
    const calls = debates.flatMap(({ turns, failures }) => [...turns, ...failures]).length;
    expect(totals.spent.inputTokens).toBe(sum('inputTokens'));
    expect(totals.spent.outputTokens).toBe(sum('outputTokens'));
    expect(totals.spent.calls).toBeGreaterThanOrEqual(calls);
    // A local model has no known price.
    expect(totals.spent).toMatchObject({ unpricedCalls: totals.spent.calls, costUsd: null, knownCostUsd: 0 });
    expect(totals.debates.started).toBe(ids.length);
    expect(rows.map(({ model }) => model)).toEqual(agents);
    await server.kill('SIGTERM');

    const env = { ...process.env, DATABASE_URL: undefined, ...settings, ARAGORA_DATA_DIR: dataDir, NO_COLOR: '1' };
    const command = [...PROGRAM, 'usage', '--days', '2', '--json'];
    const { stdout, stderr } = spawnSync(process.execPath, command, {
      encoding: 'utf8',
      env: env as NodeJS.ProcessEnv,
    });
    expect(stderr).toBe('');
    expect((JSON.parse(stdout) as Answered<UsageQuery>['usage']).totals).toEqual(totals);
  },
);
