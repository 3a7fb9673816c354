import { describe, expect, it } from 'vitest';
import {
  AuditExportDocument,
  AuditHeadDocument,
  AuditLogDocument,
  CancelDebateDocument,
  DeleteDebateDocument,
  RotateReceiptKeyDocument,
} from '../../../src/cli/generated/graphql.ts';
import { verified } from '../../support/audit-entries.ts';
import { codesOf, testApi } from '../support/test-api.ts';

const SIGNED_IN = { category: 'AUTH', action: 'user.signed-in', outcome: 'SUCCESS' } as const;
const ELSEWHERE = { workspaceId: 'wsp_other' };

describe('auditLog', () => {
  it('shows actor, target and reason of a deletion', async () => {
    const api = await testApi();
    const { id } = await api.world.debate();
    await api.execute(DeleteDebateDocument, { input: { id, reason: 'By request.' } });
    const { data, errors } = await api.execute(AuditLogDocument, { first: 10 });
    expect(errors).toBeUndefined();
    const hash = expect.stringMatching(/^[0-9a-f]{64}$/);
    const nobody = { impersonatorId: null, credential: 'LOCAL', apiKeyId: null, address: null };
    const about = { seq: 1, at: api.world.clock.now().toISOString(), organisationId: 'org_local' };
    expect(data?.auditLog).toEqual({
      totalCount: 1,
      pageInfo: {
        hasNextPage: false,
        hasPreviousPage: false,
        startCursor: expect.any(String),
        endCursor: expect.any(String),
      },
      edges: [
        {
          cursor: expect.any(String),
          node: {
            ...{ id: expect.stringMatching(/^aud_/), ...about, workspaceId: 'wsp_local' },
            actor: { userId: 'usr_local', ...nobody },
            ...{ category: 'DEBATE', action: 'debate.deleted', target: { type: 'debate', key: id } },
            ...{ outcome: 'SUCCESS', reason: 'By request.', detail: {}, prevHash: '0'.repeat(64), hash },
          },
        },
      ],
    });
    const { data: head } = await api.execute(AuditHeadDocument, {});
    expect(head?.auditHead).toEqual({ seq: 1, hash: data?.auditLog.edges[0]?.node.hash });
  });

  it.each(['action', 'targetKey'])('refuses a filter by %s with NUL, or one that is too long', async (name) => {
    const api = await testApi();
    for (const text of ['a\0', 'x'.repeat(501)]) {
      const { errors } = await api.execute(AuditLogDocument, { filter: { [name]: text } });
      expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['INVALID_INPUT']);
      expect(errors?.[0]?.message).toMatch(`filter.${name}: `);
    }
  });

  it('supports paging, filters and order', async () => {
    const api = await testApi();
    for (let nth = 0; nth < 3; nth++) {
      await api.execute(CancelDebateDocument, { input: { id: (await api.world.start()).id } });
    }
    await api.execute(RotateReceiptKeyDocument, { input: { reason: 'Yearly.' } });
    const seqs = async (variables: object) =>
      (await api.execute(AuditLogDocument, variables)).data?.auditLog.edges.map(({ node }) => node.seq);
    const { data } = await api.execute(AuditLogDocument, { first: 2 });
    expect(data?.auditLog.edges.map(({ node }) => node.seq)).toEqual([4, 3]);
    expect(await seqs({ first: 2, after: data?.auditLog.pageInfo.endCursor })).toEqual([2, 1]);
    expect(await seqs({ last: 1 })).toEqual([1]);
    expect(await seqs({ first: 9, orderBy: 'OLDEST_FIRST' })).toEqual([1, 2, 3, 4]);
    expect(await seqs({ first: 9, filter: { category: ['ADMIN'] } })).toEqual([4]);
    expect(await seqs({ first: 9, filter: { action: 'debate.cancelled' } })).toEqual([3, 2, 1]);
    expect(await seqs({ first: 9, filter: { actorId: 'usr_none' } })).toEqual([]);
    expect(await seqs({ first: 9, filter: { until: api.world.clock.now().toISOString() } })).toEqual([]);
    expect(codesOf(await api.execute(AuditLogDocument, { first: 1, after: 'x' }))).toEqual(['BAD_CURSOR']);
    expect(await seqs({})).toEqual([4, 3, 2, 1]);
  });

  it('shows no data of another organisation, also in the export', async () => {
    const api = await testApi();
    await api.execute(CancelDebateDocument, { input: { id: (await api.world.start()).id } });
    const { data: foreign } = await api.execute(AuditLogDocument, { first: 9 }, ELSEWHERE);
    expect(foreign?.auditLog).toMatchObject({ edges: [], totalCount: 0 });
    expect((await api.execute(AuditHeadDocument, {}, ELSEWHERE)).data?.auditHead.seq).toBe(0);
    expect((await api.execute(AuditExportDocument, {}, ELSEWHERE)).data?.auditExport.text).not.toContain('cancelled');
  });

  it('is exported as lines that can be verified, and as CSV', async () => {
    const api = await testApi();
    await api.execute(CancelDebateDocument, { input: { id: (await api.world.start()).id, reason: '=1+1' } });
    const { data } = await api.execute(AuditExportDocument, {});
    const lines = data?.auditExport.text.trimEnd().split('\n') ?? [];
    expect([lines.length, data?.auditExport.next]).toEqual([2, null]);
    expect(await verified(lines)).toMatchObject({ isValid: true, organisationId: 'org_local', entries: 1 });
    const csv = await api.execute(AuditExportDocument, { format: 'CSV' });
    expect(csv.data?.auditExport.text).toContain(",'=1+1,");
  });

  it('shows another workspace of the organisation only to those who may read its whole log', async () => {
    const api = await testApi();
    await api.execute(CancelDebateDocument, { input: { id: (await api.world.start()).id, reason: 'Of A.' } });
    await api.world.auditLog.record({ userId: 'usr_c', organisationId: 'org_local' }, SIGNED_IN);
    const officer = { roles: ['owner'] } as const;
    const { data } = await api.execute(AuditLogDocument, { first: 9 }, officer);
    expect([data?.auditLog.totalCount, data?.auditLog.edges.length]).toEqual([1, 1]);
    for (const document of [AuditLogDocument, AuditExportDocument] as (typeof AuditLogDocument)[]) {
      expect(codesOf(await api.execute(document, { scope: 'ORGANISATION' }, officer))).toEqual(['FORBIDDEN']);
      expect(codesOf(await api.execute(document, { scope: 'ORGANISATION' }))).toEqual([]);
    }
    const all = await api.execute(AuditLogDocument, { first: 9, scope: 'ORGANISATION' });
    const [whole] = all.data?.auditLog.edges ?? [];
    expect([all.data?.auditLog.totalCount, whole?.node.workspaceId]).toEqual([2, null]);
    const read = `{ node(id: "${whole?.node.id}") { id } }`;
    expect((await api.execute(read, {}, officer)).data).toEqual({ node: null });
    expect((await api.execute(read)).data).toEqual({ node: { id: whole?.node.id } });
  });

  it('requires audit.read', async () => {
    const api = await testApi();
    const ask = async (role: 'member' | 'admin') =>
      codesOf(await api.execute(AuditLogDocument, { first: 1 }, { roles: [role] }));
    expect([await ask('member'), await ask('admin')]).toEqual([['FORBIDDEN'], []]);
  });
});

describe('a reason', () => {
  it('has 1 to 500 characters', async () => {
    const api = await testApi();
    const { id } = await api.world.start();
    const { data } = await api.execute(CancelDebateDocument, { input: { id, reason: 'x'.repeat(501) } });
    expect(data?.cancelDebate).toMatchObject({
      debate: null,
      userErrors: [{ code: 'INVALID_INPUT', field: ['reason'] }],
    });
    expect((await api.world.find(id)).status).toBe('PENDING');
  });
});
