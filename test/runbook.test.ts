import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allSettings, readConfig } from '../src/app/config.ts';
import { type FakeServer, fakeServer } from './infra/http/support/fake-server.ts';
import { send } from './infra/http/support/requests.ts';
import { RawSocket } from './infra/http/support/sockets.ts';

// What the operators' runbook names and this version serves. A later feature adds its names here.

const METRICS = {
  aragora_debates_total: 'counter',
  aragora_debates_completed: 'counter',
  aragora_debates_failed: 'counter',
  aragora_ws_connections_active: 'gauge',
  aragora_agent_response_seconds: 'histogram',
  aragora_tokens_used_total: 'counter',
  aragora_circuit_breaker_state: 'gauge',
  aragora_encryption_operations_total: 'counter',
  aragora_encryption_operation_latency_seconds: 'histogram',
  aragora_encryption_errors_total: 'counter',
  aragora_auth_failures_total: 'counter',
  aragora_admin_impersonate_total: 'counter',
  aragora_rbac_permission_checks_total: 'counter',
  aragora_rbac_permission_denied_total: 'counter',
  aragora_rbac_check_latency_seconds: 'histogram',
};

/** Variables with the values the runbook shows; where it shows a default, it is ours. */
const VARIABLES: Readonly<Record<string, string>> = {
  ARAGORA_DATA_DIR: '/data/aragora',
  ARAGORA_ALLOWED_ORIGINS: 'https://aragora.example.com',
  ARAGORA_LOG_LEVEL: 'DEBUG',
  ARAGORA_DB_POOL_SIZE: '20',
  ARAGORA_DB_POOL_TIMEOUT: '30',
  ARAGORA_EVENT_BUFFER_SIZE: '10000',
  ARAGORA_WS_MAX_MESSAGE_SIZE: '65536',
  DATABASE_URL: 'postgresql://user:pass@host:5432/db',
  ARAGORA_REDIS_URL: 'redis://localhost:6379',
  ARAGORA_ENCRYPTION_KEY: `${'ab'.repeat(32)},${'cd'.repeat(32)}`,
};
const DEFAULTS = {
  ARAGORA_DATA_DIR: '.nomic',
  ARAGORA_LOG_LEVEL: 'INFO',
  ARAGORA_DB_POOL_SIZE: '10',
  ARAGORA_DB_POOL_TIMEOUT: '30',
  ARAGORA_WS_MAX_MESSAGE_SIZE: '65536',
  ARAGORA_API_PORT: '8080',
  ARAGORA_WS_PORT: '8765',
};
const ENDPOINTS = [
  ...['/api/health', '/api/metrics', '/metrics', '/livez', '/readyz'],
  ...['/api/agents/health', '/api/circuit-breakers', '/api/system/circuit-breakers'],
];

let server: FakeServer;

beforeAll(async () => {
  server = await fakeServer();
});
afterAll(() => server.stop());

describe('the runbook', () => {
  it.each(Object.entries(METRICS))('finds the metric %s, a %s, before anything has happened', async (name, type) => {
    const { text } = await send(`${server.url}/api/metrics`);
    expect(text).toContain(`# TYPE ${name} ${type}\n`);
  });

  it.each(ENDPOINTS)('finds %s, with GET and with curl -I', async (path) => {
    expect((await send(`${server.url}${path}`)).status).toBe(200);
    const { status, text } = await send(`${server.url}${path}`, { method: 'HEAD' });
    expect([status, text]).toEqual([200, '']);
  });

  it('finds the sockets on both ports', async () => {
    for (const url of [server.wsUrl, `${server.url.replace(/^http/, 'ws')}/graphql`]) {
      await (await new RawSocket(url).greet()).close();
    }
  });

  it('may set every variable to what it shows', () => {
    expect(readConfig(VARIABLES).warnings).toEqual([]);
    expect(readConfig({}).warnings).toEqual([]);
  });

  it.each(Object.entries(DEFAULTS))('finds %s at %s when it is not set', (name, value) => {
    expect(allSettings.find((variable) => variable.name === name)?.default).toBe(value);
  });

  it.each(Object.keys({ ...VARIABLES, ...DEFAULTS }))('finds %s in .env.example and in the documentation', (name) => {
    for (const file of ['.env.example', 'docs/configuration.md']) {
      expect(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')).toContain(name);
    }
  });

  it.each(['SUPABASE_URL', 'SUPABASE_KEY'])('is told what to set in place of %s', (name) => {
    expect(() => readConfig({ [name]: 'x' })).toThrow('DATABASE_URL');
  });

  it.each(['ARAGORA_RECEIPT_RETENTION_DAYS', 'CP_ENABLE_KM'])('is told that %s has no effect yet', (name) => {
    expect(readConfig({ [name]: 'x' }).warnings.join()).toContain(name);
  });
});
