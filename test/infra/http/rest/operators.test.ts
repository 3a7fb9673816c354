import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CancelDebateDocument, DebateDocument, StartDebateDocument } from '../../../../src/cli/generated/graphql.ts';
import { aContestedDecision, aDecisionInput } from '../../../resolvers/support/inputs.ts';
import { aServer } from '../support/a-server.ts';
import { eventually } from '../support/eventually.ts';
import { ask, send } from '../support/requests.ts';

const { version } = JSON.parse(readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8'));

let server: Awaited<ReturnType<typeof aServer>>;

beforeAll(async () => {
  server = await aServer();
});
afterAll(() => server.stop());

async function start(paceMs = 0): Promise<string> {
  const decision = paceMs === 0 ? aContestedDecision() : aDecisionInput();
  const { startDebate } = await ask(server.url, StartDebateDocument, { input: { decision, paceMs } });
  return startDebate.debate?.id ?? '';
}

async function hasEnded(id: string): Promise<void> {
  await eventually(async () => (await ask(server.url, DebateDocument, { id })).debate?.outcome).not.toBeNull();
}

/** The value of a metric, summed over all labels. */
async function metric(name: string): Promise<number> {
  const { text } = await send(`${server.url}/metrics`);
  const values = [...text.matchAll(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'gm'))].map(([, value]) =>
    Number(value),
  );
  if (values.length === 0 && !text.includes(`# TYPE ${name.replace(/_count$/, '')} `))
    throw new Error(`There is no metric ${name}.`);
  return values.reduce((sum, value) => sum + value, 0);
}

describe('health', () => {
  it('contains exactly status, version and uptime', async () => {
    const { status, headers, text } = await send(`${server.url}/api/health`);
    expect([status, headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
    expect(JSON.parse(text)).toEqual({ status: 'healthy', version, uptime: expect.any(Number) });
  });

  it.each(['detail', 'detail=1', 'detail=true'])('lists its checks with ?%s', async (query) => {
    const { text } = await send(`${server.url}/api/health?${query}`);
    const checks = [{ name: 'database', status: 'healthy', latencyMs: expect.any(Number), message: null }];
    expect(JSON.parse(text)).toEqual({
      status: 'healthy',
      version,
      uptime: expect.any(Number),
      draining: false,
      checks,
    });
  });

  it('is live and ready', async () => {
    expect((await send(`${server.url}/livez`)).text).toBe('ok\n');
    const ready = await send(`${server.url}/readyz`);
    expect([ready.status, ready.text]).toEqual([200, 'database: ok\n']);
  });
});

describe('metrics', () => {
  it.each(['/metrics', '/api/metrics'])('are served at %s in the text format', async (path) => {
    const { status, headers, text } = await send(`${server.url}${path}`);
    expect([status, headers['content-type']]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
    expect(text).toContain('# TYPE aragora_debates_total counter');
  });

  it('count started and completed debates, and the answers of agents', async () => {
    const names = [
      'aragora_debates_total',
      'aragora_debates_completed',
      'aragora_agent_response_seconds_count',
      'aragora_debate_duration_seconds_count',
    ];
    const before = await Promise.all(names.map(metric));
    const id = await start();
    await hasEnded(id);
    const turns = (await ask(server.url, DebateDocument, { id })).debate?.turns.length ?? 0;
    await eventually(() => Promise.all(names.map(metric))).toEqual(
      [1, 1, turns, 1].map((more, at) => (before[at] ?? 0) + more),
    );
    expect(await metric('aragora_debates_failed')).toBe(0);
  });

  it('count a cancelled debate as cancelled, and show it while it runs', async () => {
    const id = await start(20_000);
    await eventually(() => metric('aragora_active_debates')).toBe(1);
    const before = await metric('aragora_debates_completed');
    await ask(server.url, CancelDebateDocument, { input: { id } });
    await eventually(() => metric('aragora_debates_cancelled')).toBe(1);
    await eventually(() => metric('aragora_active_debates')).toBe(0);
    expect(await metric('aragora_debates_completed')).toBe(before);
  });

  it('count HTTP requests by route, and not by address', async () => {
    await send(`${server.url}/some/${'x'.repeat(50)}?secret=1`);
    const { text } = await send(`${server.url}/metrics`);
    expect(text).toContain('route="none",status="404"');
    expect(text).not.toMatch(/xxxxx|secret/);
  });
});
