import { describe, expect, it } from 'vitest';
import { keyOfSeed } from '../../../src/domain/receipts/receipt-key.ts';
import { verifyReceipt } from '../../../src/domain/receipts/verify.ts';
import { DebatesWorld } from '../../support/debates-world.ts';
import { answering, closed, modelWorld } from '../../support/providers/model-debates.ts';
import { listOf, receiptFile } from '../../support/receipt-files.ts';

const receiptOf = async (world: DebatesWorld, id: string) => {
  const receipt = await world.receipts.find(world.actor, id);
  if (!receipt) throw new Error(`${id} has no receipt.`);
  return { ...receipt, events: await listOf(world.receipts.events(receipt)) };
};

const KEY = keyOfSeed(Buffer.alloc(32, 1));

describe('the receipt of a debate', () => {
  it('is available when the debate has ended, covers its whole chain, and is valid', async () => {
    const world = new DebatesWorld();
    const { id } = await world.debate();
    const { header, events } = await receiptOf(world, id);
    expect(events).toEqual(await world.events(id));
    expect(header).toMatchObject({ debateId: id, chain: { length: events.length, head: events.at(-1)?.hash } });
    expect(events.at(-1)?.kind).toBe('debate.ended');
    const report = verifyReceipt(await receiptFile(world, id), [KEY]);
    expect(report).toMatchObject({ isValid: true, key: 'NAMED', keyId: KEY.keyId, erased: [], later: [] });
  });

  it('is not available while the debate is queued or running, or for another workspace', async () => {
    const world = new DebatesWorld({ script: () => 'HANG' });
    const { id } = await world.start();
    expect(await world.receipts.find(world.actor, id)).toBeUndefined();
    await world.runner.wake(id);
    expect(await world.receipts.find(world.actor, id)).toBeUndefined();
    await world.cancel((await world.start()).id);
    await world.runner.drain(0);
    const ended = await new DebatesWorld().debate();
    const stranger = { ...world.actor, workspaceId: 'wsp_other' };
    expect(await world.receipts.find(stranger, ended.id)).toBeUndefined();
    expect(await world.receipts.find(world.actor, 'dbt_9')).toBeUndefined();
    expect(await world.receipts.find(world.actor, "' or 1=1")).toBeUndefined();
  });

  it('is issued for a debate that failed or was cancelled in the queue', async () => {
    const world = new DebatesWorld({ script: () => new Error('Out of order.') });
    const { id } = await world.start();
    await world.cancel(id);
    expect((await receiptOf(world, id)).statement).toMatchObject({ status: 'CANCELLED', verdict: null });
    const failed = await world.debate();
    expect((await receiptOf(world, failed.id)).statement).toMatchObject({ status: 'FAILED' });
    expect(verifyReceipt(await receiptFile(world, failed.id), [KEY])).toMatchObject({ isValid: true });
  });

  it('states models, turns, flips, failures, the verdict and the cost', async () => {
    const world = modelWorld(answering('xxyyz', 'xxxxx'));
    const { id } = await world.start(closed({ mode: 'DELIBERATE' }));
    const debate = await world.runToEnd(id);
    const { statement } = (await receiptOf(world, id)) as unknown as { statement: Record<string, unknown> };
    expect(statement).toMatchObject({
      decision: { task: debate.decision.task },
      protocol: debate.protocol,
      participants: debate.participants.map(({ id, agentId }) => ({ id, agentId, servedModels: [expect.any(String)] })),
      verdict: { baseline: debate.verdict?.baseline, dissent: debate.verdict?.dissent, cruxes: debate.verdict?.cruxes },
      cost: { ...debate.spending, calls: debate.turns.length, failedCalls: 0, callsCutOff: 0 },
    });
    expect(statement.turns).toHaveLength(debate.turns.length);
    expect(statement.flips).toEqual(await world.payloads(id, 'position.changed'));
    expect((statement.flips as unknown[]).length).toBeGreaterThan(0);
  });

  it('loses the erased data after the deletion of the debate, is still valid, and shows the tombstone', async () => {
    const world = new DebatesWorld();
    const { id } = await world.debate();
    const before = await receiptOf(world, id);
    const file = await receiptFile(world, id);
    await world.debates.delete(world.actor, { id });
    const after = await receiptOf(world, id);
    expect(after).toMatchObject({ header: before.header, signature: before.signature, statement: null });
    expect(JSON.stringify(after)).not.toContain('Which one?');
    expect(verifyReceipt(await receiptFile(world, id), [KEY])).toMatchObject({
      isValid: true,
      erased: before.events.map(({ seq }) => seq),
      isStatementErased: true,
      later: ['debate.deleted'],
    });
    expect(verifyReceipt(file, [KEY])).toMatchObject({ erased: [] });
  });
});

describe('the receipt key', () => {
  it('can be rotated, and older receipts are still valid with the older key', async () => {
    const world = new DebatesWorld();
    await world.receipts.open();
    const { id } = await world.debate();
    const keys = await world.receipts.rotateKey(world.actor);
    const next = await world.debate();
    expect(keys.map(({ keyId, retiredAt }) => [keyId, retiredAt !== null])).toEqual([
      [keyOfSeed(Buffer.alloc(32, 2)).keyId, false],
      [KEY.keyId, true],
    ]);
    for (const debateId of [id, next.id]) {
      expect(verifyReceipt(await receiptFile(world, debateId), keys)).toMatchObject({ isValid: true });
    }
    expect(verifyReceipt(await receiptFile(world, next.id), [KEY])).toMatchObject({ isValid: false });
  });
});
