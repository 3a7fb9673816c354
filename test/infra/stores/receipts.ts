import { beforeEach, describe, expect, it } from 'vitest';
import type { ReceiptStore } from '../../../src/domain/receipts/ports.ts';
import type { ReceiptHeader, SignedReceipt } from '../../../src/domain/receipts/receipt.ts';
import { keyOfSeed, signed } from '../../../src/domain/receipts/receipt-key.ts';
import type { MakeStores } from '../../support/services/stores.ts';

const ONE = keyOfSeed(Buffer.alloc(32, 1));
const TWO = keyOfSeed(Buffer.alloc(32, 2));

function aReceipt(wanted: Partial<ReceiptHeader> = {}): SignedReceipt {
  const hashes = ['a'.repeat(64), 'b'.repeat(64)];
  const header: ReceiptHeader = {
    type: 'aragora.receipt',
    version: 1,
    receiptId: 'rcp_1',
    workspaceId: 'wsp_1',
    debateId: 'dbt_1',
    issuedAt: '2026-01-01T00:00:00.000Z',
    chain: { length: 2, head: hashes[1] ?? '', hashes },
    statementDigest: 'c'.repeat(64),
    algorithm: 'Ed25519',
    keyId: ONE.keyId,
    ...wanted,
  };
  const statement = { task: 'Which one? 💡', cost: 0.1 + 0.2, none: null };
  const signature = signed(header, ONE);
  return { header, signature, publicKey: ONE.publicKey, statement, statementSalt: 'd'.repeat(32) };
}

/** The tests that every `ReceiptStore` passes. */
export function describeReceiptStore(name: string, make: MakeStores): void {
  describe(`receipts in ${name}`, () => {
    let store: ReceiptStore;
    const find = async (workspaceId: string, debateId: string) => (await store.findMany(workspaceId, [debateId]))[0];
    beforeEach(async () => {
      store = (await make()).receipts;
    });

    it('are returned as they were added, only to their own workspace', async () => {
      expect(await store.add(aReceipt(), 'here')).toBe(true);
      expect(await find('wsp_1', 'dbt_1')).toEqual(aReceipt());
      expect(await find('wsp_2', 'dbt_1')).toBeUndefined();
      expect(await find('wsp_1', 'dbt_2')).toBeUndefined();
    });

    it('are found by their id, only in their own workspace', async () => {
      await store.add(aReceipt(), 'here');
      await store.add(aReceipt({ receiptId: 'rcp_2', debateId: 'dbt_2' }), 'here');
      expect((await store.findById('wsp_1', 'rcp_2'))?.header.debateId).toBe('dbt_2');
      expect(await store.findById('wsp_1', 'rcp_1')).toEqual(aReceipt());
      expect(await store.findById('wsp_2', 'rcp_1')).toBeUndefined();
      expect(await store.findById('wsp_1', 'dbt_1')).toBeUndefined();
    });

    it('of several debates are found together, only in their own workspace', async () => {
      await store.add(aReceipt(), 'here');
      await store.add(aReceipt({ receiptId: 'rcp_2', debateId: 'dbt_2' }), 'here');
      const ids = ['dbt_2', 'dbt_none', 'dbt_1'];
      const found = await store.findMany('wsp_1', ids);
      expect(found.map(({ header }) => header.debateId).toSorted()).toEqual(['dbt_1', 'dbt_2']);
      expect(found).toContainEqual(aReceipt());
      expect(await store.findMany('wsp_2', ids)).toEqual([]);
      expect(await store.findMany('wsp_1', [])).toEqual([]);
    });

    it('exist once for each debate: the first one stays', async () => {
      await store.add(aReceipt(), 'here');
      expect(await store.add(aReceipt({ receiptId: 'rcp_2' }), 'here')).toBe(false);
      expect((await find('wsp_1', 'dbt_1'))?.header.receiptId).toBe('rcp_1');
    });

    it('lose their statement when it is erased, and nothing else', async () => {
      await store.add(aReceipt(), 'here');
      await store.erase('wsp_2', 'dbt_1');
      expect(await find('wsp_1', 'dbt_1')).toEqual(aReceipt());
      await store.erase('wsp_1', 'dbt_1');
      expect(await find('wsp_1', 'dbt_1')).toEqual({ ...aReceipt(), statement: null, statementSalt: null });
      await store.erase('wsp_1', 'dbt_9');
    });

    it('come with their key, and a new key replaces those of the same origin', async () => {
      await store.useKey(TWO, 'elsewhere');
      await store.add(aReceipt(), 'here');
      const retired = async () => (await store.keys()).filter(({ retiredAt }) => retiredAt).map(({ keyId }) => keyId);
      expect(new Set((await store.keys()).map(({ publicKey }) => publicKey))).toEqual(
        new Set([ONE.publicKey, TWO.publicKey]),
      );
      expect(await retired()).toEqual([]);
      const three = keyOfSeed(Buffer.alloc(32, 3));
      await store.useKey(three, 'here');
      expect(await retired()).toEqual([ONE.keyId]);
      await store.useKey(ONE, 'here');
      expect(await retired()).toEqual([three.keyId]);
      expect((await store.keys()).every(({ firstUsedAt }) => firstUsedAt instanceof Date)).toBe(true);
    });
  });
}
