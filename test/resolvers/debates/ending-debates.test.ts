import { describe, expect, it } from 'vitest';
import { CancelDebateDocument, DebateDocument, DeleteDebateDocument } from '../../../src/cli/generated/graphql.ts';
import { testApi } from '../support/test-api.ts';

const ELSEWHERE = { workspaceId: 'wsp_other' };

describe('cancelDebate', () => {
  it('ends a waiting debate, and returns it', async () => {
    const api = await testApi();
    const { id } = await api.world.start();
    const { data } = await api.execute(CancelDebateDocument, { input: { id } });
    const debate = { id, status: 'CANCELLED', outcome: 'ABORTED', stopReason: 'CANCELLED' };
    expect(data?.cancelDebate).toEqual({ debate, userErrors: [], userErrorsOmitted: 0 });
  });

  it('returns CONFLICT for an ended debate', async () => {
    const api = await testApi();
    const { id } = await api.world.debate();
    const { data } = await api.execute(CancelDebateDocument, { input: { id } });
    expect(data?.cancelDebate).toMatchObject({ debate: null, userErrors: [{ code: 'CONFLICT', field: ['id'] }] });
  });

  it('returns NOT_FOUND for an unknown debate, and for one of another workspace', async () => {
    const api = await testApi();
    const { id } = await api.world.start();
    const unknown = await api.execute(CancelDebateDocument, { input: { id: 'dbt_none' } });
    const foreign = await api.execute(CancelDebateDocument, { input: { id } }, ELSEWHERE);
    for (const { data } of [unknown, foreign]) {
      expect(data?.cancelDebate).toMatchObject({ debate: null, userErrors: [{ code: 'NOT_FOUND', field: ['id'] }] });
    }
    expect((await api.world.find(id)).status).toBe('PENDING');
  });
});

describe('deleteDebate', () => {
  it('deletes an ended debate', async () => {
    const api = await testApi();
    const { id } = await api.world.debate();
    const { data } = await api.execute(DeleteDebateDocument, { input: { id } });
    expect(data?.deleteDebate).toEqual({ deletedDebateId: id, userErrors: [], userErrorsOmitted: 0 });
    expect((await api.execute(DebateDocument, { id })).data).toEqual({ debate: null });
  });

  it('returns CONFLICT while the debate runs', async () => {
    const api = await testApi();
    const { id } = await api.world.start();
    const { data } = await api.execute(DeleteDebateDocument, { input: { id } });
    expect(data?.deleteDebate).toMatchObject({
      deletedDebateId: null,
      userErrors: [{ code: 'CONFLICT', field: ['id'] }],
    });
  });

  it('deletes no debate of another workspace', async () => {
    const api = await testApi();
    const { id } = await api.world.debate();
    const { data } = await api.execute(DeleteDebateDocument, { input: { id } }, ELSEWHERE);
    expect(data?.deleteDebate.userErrors.map(({ code }) => code)).toEqual(['NOT_FOUND']);
    expect((await api.world.find(id)).status).toBe('COMPLETED');
  });
});
