import { beforeEach, describe, expect, it } from 'vitest';
import { DebateDocument, DebateDocumentDocument, ReceiptDocument } from '../../../src/cli/generated/graphql.ts';
import { Debate } from '../../../src/domain/debates/debate.ts';
import type { DebateState } from '../../../src/domain/debates/debate-state.ts';
import { anAttempt, closed, modelWorld } from '../../support/providers/model-debates.ts';
import { TestApi, theSchema } from '../support/test-api.ts';

/** Fields by which a debate finds its own turns: no provider names them. */
const OWN = ['seq', 'sharedSeq'];

/** The value with all of its numbers replaced. */
function withNumbers<T>(value: T, number: number): T {
  const replaced = JSON.stringify(value, (key, inner) =>
    typeof inner === 'number' && !OWN.includes(key) ? number : inner,
  );
  return JSON.parse(replaced) as T;
}

describe.each([-1, 0.5, 1e30, -1e300])('stored numbers that are all %s', (number) => {
  let api: TestApi;
  let id: string;

  beforeEach(async () => {
    const world = modelWorld(({ kind, participantId }) => {
      if (participantId === 'p5' && kind === 'VOTE') return new Error('It failed.');
      return { text: 'A text.', position: participantId === 'p1' ? 'y' : 'x', confidence: 0.7, reason: 'So.' };
    });
    api = new TestApi(await theSchema(), world);
    const sound = await world.debate(closed());
    id = sound.id;
    const { turns, failures, verdict } = sound.state;
    const call = { requestedModel: 'local:m', servedModel: null, attempts: [anAttempt()] };
    const failed = { ...failures[0], kind: 'VOTE', round: 1, participantId: 'p2', code: 'CUT', message: 'Cut.', call };
    const odd = withNumbers({ turns, failures: [{ ...failed, at: sound.createdAt.toISOString() }], verdict }, number);
    put(world.store, id, new Debate(sound, { ...sound.state, ...odd } as DebateState));
  });

  it('leave the debate and the list readable', async () => {
    expect((await api.execute(DebateDocument, { id })).errors).toBeUndefined();
    const fields = 'id spending { inputTokens costUsd } verdict { costUsd baseline { tokens } } turns { round }';
    const list = await api.execute(`{ debates(first: 5) { totalCount edges { node { ${fields} } } } }`);
    expect(list.errors).toBeUndefined();
    expect(list.data).toMatchObject({ debates: { totalCount: 1, edges: [{ node: { id } }] } });
  });

  it.each(['JSON', 'CSV', 'MARKDOWN'] as const)('leave the document in %s readable', async (format) => {
    const { data, errors } = await api.execute(DebateDocumentDocument, { id, format });
    expect(errors).toBeUndefined();
    expect(data?.debate?.document?.length).toBeGreaterThan(100);
  });

  it.each(['JSON', 'CSV', 'MARKDOWN'] as const)('leave the receipt in %s readable', async (format) => {
    const { receipts, receiptStore, database, debates, actor } = api.world;
    (Reflect.get(receiptStore, 'receipts') as Map<string, unknown>).delete(id);
    const odd = await debates.find(actor, id);
    await database.atomically(() => receipts.issue(odd));
    const { data, errors } = await api.execute(ReceiptDocument, { debateId: id, format });
    expect(errors).toBeUndefined();
    expect(data?.receipt?.document?.length).toBeGreaterThan(100);
  });
});

/** Puts the debate into its row, as a program of an earlier version did. */
function put(store: object, id: string, debate: Debate): void {
  const rows = Reflect.get(store, 'rows') as Map<string, { readonly debate: Debate }>;
  const row = rows.get(id);
  if (!row) throw new Error('The debate has no row.');
  rows.set(id, { ...row, debate });
}
