import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TOKEN = 'the-token-of-this-benchmark-and-no-other';

/** The real program on a database, called over one connection that stays open. */
export interface Served {
  ask<Data>(query: string, variables?: object): Promise<Data>;
  stop(): Promise<void>;
}

export async function serve(databaseUrl: string): Promise<Served> {
  const directory = mkdtempSync(join(tmpdir(), 'aragora-bench-'));
  const env = {
    ...process.env,
    ...{ NODE_ENV: 'production', DATABASE_URL: databaseUrl, ARAGORA_DATA_DIR: directory, ARAGORA_API_TOKEN: TOKEN },
    ...{ ARAGORA_API_PORT: '0', ARAGORA_WS_PORT: '0', ARAGORA_LOG_LEVEL: 'INFO', ARAGORA_RATE_LIMITS: 'off' },
  };
  const child = spawn('node', ['../bin/aragora.js', 'serve'], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let printed = '';
  while (!/http:\/\/[\d.]+:\d+/.test(printed)) printed += String((await once(child.stderr, 'data'))[0]);
  child.stderr.resume();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const url = `${/http:\/\/[\d.]+:\d+/.exec(printed)?.[0]}/graphql`;
  return {
    ask: (query, variables) => post(url, agent, JSON.stringify({ query, variables })),
    stop: async () => {
      agent.destroy();
      child.kill();
      if (child.exitCode === null) await once(child, 'exit');
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function post<Data>(url: string, agent: Agent, body: string): Promise<Data> {
  const headers = {
    ...{ 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
    'content-length': Buffer.byteLength(body),
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => {
        const { data, errors } = JSON.parse(text);
        if (errors) reject(new Error(text));
        else resolve(data);
      });
    });
    sent.on('error', reject).end(body);
  });
}
