// The measured process of `engine.bench.ts`: a whole server, or (`floor`) plain calls of the AI SDK with one INSERT each.
import { randomUUID } from 'node:crypto';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { streamText } from 'ai';
import pg from 'pg';
import { readConfig } from '../src/app/config.ts';
import { start } from '../src/app/start.ts';
import { FIRST_LINK } from '../src/domain/events/event.ts';
import type { Order, Usage } from './engine/child.ts';
import { lagsOf } from './engine/provider.ts';

const order = JSON.parse(process.argv[2] ?? '') as Order;
const tell = (message: object) => process.send?.(message);
process.on('message', (message) => {
  if (message === 'usage') tell({ usage: usage() });
  if (message === 'stop') void stop().then(() => process.exit(0));
});

let stop = async () => {};
if (order.part === 'server') await serve(order);
else await floor(order);

async function serve({ databaseUrl, directory, providerUrl, mostRunning }: Order): Promise<void> {
  const config = readConfig({
    ...{ ARAGORA_API_PORT: '0', ARAGORA_WS_PORT: '0', ARAGORA_LOG_LEVEL: 'ERROR', ARAGORA_DATA_DIR: directory },
    ARAGORA_RATE_LIMITS: 'off',
    ...{ ARAGORA_LOCAL_BASE_URL: providerUrl, ARAGORA_LOCAL_MODEL: 'm1' },
    ...(databaseUrl !== null && { DATABASE_URL: databaseUrl }),
  });
  // Above the range of the settings: the benchmark measures how the cost of the engine grows.
  const server = await start(
    { ...config, maxConcurrentDebates: mostRunning, maxDebatesPerWorkspace: 100_000 },
    'runner',
  );
  stop = () => server.stop();
  tell({ url: server.url });
}

async function floor({ databaseUrl, providerUrl, prompt }: Order): Promise<void> {
  const pool = new pg.Pool({ connectionString: databaseUrl ?? '', max: 10 });
  const model = createOpenAICompatible({ name: 'local', baseURL: providerUrl, includeUsage: true })('m2');
  const turn = async (stream: string, lagsMs: number[]) => {
    let text = '';
    const { fullStream } = streamText({ model, instructions: 'You debate.', prompt, maxRetries: 0, onError() {} });
    for await (const part of fullStream) {
      if (part.type === 'error') throw part.error;
      if (part.type !== 'text-delta') continue;
      text += part.text;
      lagsMs.push(...lagsOf(part.text));
    }
    await pool.query(
      `insert into events (workspace_id, stream, seq, kind, at, data, salt, digest, hash)
       values ('floor', $1, 1, 'proposal.made', now(), $2, 'salt', $3, $3)`,
      [stream, { text }, FIRST_LINK],
    );
  };
  const make = async (calls: number) => {
    const lagsMs: number[] = [];
    await Promise.all(Array.from({ length: calls }, () => turn(`dbt_${randomUUID()}`, lagsMs)));
    tell({ done: lagsMs });
  };
  process.on('message', (message) => {
    if (typeof message === 'object' && message !== null && 'calls' in message) void make(Number(message.calls));
  });
  tell({ url: '' });
}

function usage(): Usage {
  const { user, system } = process.cpuUsage();
  globalThis.gc?.();
  return {
    cpuMs: (user + system) / 1_000,
    heapMb: process.memoryUsage().heapUsed / 2 ** 20,
    rssMb: process.memoryUsage().rss / 2 ** 20,
  };
}
