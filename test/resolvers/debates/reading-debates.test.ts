import { describe, expect, it, vi } from 'vitest';
import { AgentsDocument, DebateDocument, HealthDocument, NodeDocument } from '../../../src/cli/generated/graphql.ts';
import { holding } from '../../support/providers/scripted-panel.ts';
import { testApi } from '../support/test-api.ts';

const ELSEWHERE = { workspaceId: 'wsp_other' };

describe('debate', () => {
  it('returns all data of an ended debate', async () => {
    const api = await testApi({ script: holding({ ann: 'x', bob: 'x', cy: 'y' }) });
    const { id } = await api.world.debate();
    const { data } = await api.execute(DebateDocument, { id });
    expect(data?.debate).toMatchObject({
      id,
      status: 'COMPLETED',
      outcome: 'DECIDED',
      stopReason: 'CONVERGED',
      phase: { kind: 'VOTE', round: 1 },
      evidence: [{ key: 'e1', stance: 'FOR', reliability: 1, attacks: [], supports: [] }],
      positions: [
        { participant: { key: 'ann' }, option: { key: 'x' } },
        { participant: { key: 'bob' }, option: { key: 'x' } },
        { participant: { key: 'cy' }, option: { key: 'y', label: 'Option y' } },
      ],
      winner: { key: 'x', label: 'Option x' },
      verdict: {
        winner: { key: 'x', label: 'Option x' },
        rule: 'MAJORITY',
        dissent: [{ participant: { key: 'cy' }, option: { key: 'y' } }],
      },
    });
    expect(data?.debate?.turns).toHaveLength(12);
    expect(data?.debate?.endedAt).toMatch(/^2026-01-01T00:00:00\.\d{3}Z$/);
  });

  it('has no outcome, verdict and end before it ends', async () => {
    const api = await testApi();
    const { id } = await api.world.start();
    const { data } = await api.execute(DebateDocument, { id });
    const open = { outcome: null, stopReason: null, verdict: null, winner: null, startedAt: null, endedAt: null };
    expect(data?.debate).toMatchObject({ status: 'PENDING', phase: null, turns: [], ...open });
  });

  it('names the agents that failed', async () => {
    const api = await testApi({
      script: ({ participantId }) => (participantId === 'cy' ? new Error('No answer.') : { position: 'x' }),
    });
    const { id } = await api.world.debate();
    const { data } = await api.execute(DebateDocument, { id });
    expect(data?.debate?.failures[0]).toMatchObject({
      kind: 'PROPOSAL',
      round: 0,
      participant: { key: 'cy' },
      message: 'No answer.',
    });
  });
});

describe('an unknown debate', () => {
  it('is null, without an error', async () => {
    const api = await testApi();
    await api.world.start();
    expect(await api.execute(DebateDocument, { id: 'dbt_none' })).toEqual({ data: { debate: null } });
    expect(await api.execute(NodeDocument, { id: 'whd_none' })).toEqual({ data: { node: null } });
  });

  it('looks the same as a debate of another workspace', async () => {
    const api = await testApi();
    const { id } = await api.world.start();
    expect((await api.execute(DebateDocument, { id }, ELSEWHERE)).data).toEqual({ debate: null });
    expect((await api.execute(NodeDocument, { id }, ELSEWHERE)).data).toEqual({ node: null });
  });
});

describe('the receipt of a debate', () => {
  it('is null until the debate ends, and is loaded for all debates of a list with one query', async () => {
    const api = await testApi();
    const ended = [await api.world.debate(), await api.world.debate()];
    await api.world.start();
    const reads = vi.spyOn(api.features.receipts, 'findMany');
    const document = '{ debates { edges { node { id receipt { id debateId eventCount } } } } }';
    const { data } = await api.execute<{ debates: { edges: { node: { receipt: object | null } }[] } }>(document);
    const receipts = data?.debates.edges.map(({ node }) => node.receipt);
    expect(receipts).toEqual([
      null,
      ...ended
        .toReversed()
        .map(({ id }) => expect.objectContaining({ id: expect.stringMatching(/^rcp_/), debateId: id })),
    ]);
    expect(reads).toHaveBeenCalledTimes(1);
  });
});

describe('many debates in one operation', () => {
  it('are read from the store in one call', async () => {
    const api = await testApi();
    const ids = [await api.world.start(), await api.world.start(), await api.world.start()].map(({ id }) => id);
    const reads = vi.spyOn(api.world.store, 'findMany');
    const fields = ids.map((id, at) => `d${at}: debate(id: "${id}") { id } n${at}: node(id: "${id}") { id }`);
    const { data } = await api.execute<Record<string, { id: string }>>(`{ ${fields.join(' ')} }`);
    expect(Object.values(data ?? {}).map(({ id }) => id)).toEqual(ids.flatMap((id) => [id, id]));
    expect(reads).toHaveBeenCalledTimes(1);
  });

  it('are not cached between operations', async () => {
    const api = await testApi();
    const { id } = await api.world.start();
    await api.execute(DebateDocument, { id });
    await api.world.cancel(id);
    expect((await api.execute(DebateDocument, { id })).data?.debate?.status).toBe('CANCELLED');
  });
});

describe('agents', () => {
  it('lists the built-in agent, which is no language model and needs no key', async () => {
    const { data } = await (await testApi()).execute(AgentsDocument);
    expect(data?.agents).toMatchObject([
      { id: 'agt_deliberator', key: 'deliberator', provider: 'builtin', model: null, needsKey: false },
    ]);
  });
});

describe('health', () => {
  it('returns version, uptime and parts', async () => {
    const api = await testApi();
    await api.world.clock.advance(90_500);
    const checks = [{ name: 'database', status: 'HEALTHY', latencyMs: 0, message: null }];
    const health = { status: 'HEALTHY', version: '1.2.3', uptimeSeconds: 90, checks };
    expect((await api.execute(HealthDocument)).data).toEqual({ health });
  });
});
