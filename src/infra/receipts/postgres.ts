import { defineEntity, type FilterQuery, type InferEntity, p, sql } from '@mikro-orm/core';
import type { SqlEntityRepository } from '@mikro-orm/sql';
import type { KnownKey, ReceiptStore } from '../../domain/receipts/ports.ts';
import type { ReceiptHeader, SignedReceipt } from '../../domain/receipts/receipt.ts';
import type { PublicKey } from '../../domain/receipts/receipt-key.ts';
import type { Json } from '../../domain/shared/json.ts';
import type { Database } from '../postgres/database.ts';

export const ReceiptKeyRow = defineEntity({
  name: 'ReceiptKeyRow',
  tableName: 'receipt_keys',
  properties: {
    keyId: p.text().primary(),
    publicKey: p.text(),
    origin: p.text(),
    firstUsedAt: p.datetime(3).defaultRaw('now()'),
    retiredAt: p.datetime(3).nullable(),
  },
});

export const ReceiptRow = defineEntity({
  name: 'ReceiptRow',
  tableName: 'receipts',
  properties: {
    debateId: p.text().primary(),
    workspaceId: p.text(),
    receiptId: p.text().unique(),
    keyId: () => p.manyToOne(ReceiptKeyRow).mapToPk().joinColumn('key_id'),
    header: p.json<ReceiptHeader>(),
    signature: p.text(),
    statement: p.json<Json>().nullable(),
    statementSalt: p.text().nullable(),
  },
});

export const RECEIPT_ENTITIES = [ReceiptKeyRow, ReceiptRow];

export class PostgresReceiptStore implements ReceiptStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  add(receipt: SignedReceipt, origin: string): Promise<boolean> {
    const { header, signature, publicKey, statement, statementSalt } = receipt;
    const { debateId, workspaceId, receiptId, keyId } = header;
    return this.database.use(async (em) => {
      await addKey(em.getRepository(ReceiptKeyRow), { keyId, publicKey, origin });
      const row = { debateId, workspaceId, receiptId, keyId, header, signature, statement, statementSalt };
      const insert = em.getRepository(ReceiptRow).qb().insert(row).onConflict('debateId').ignore();
      return (await insert.execute('run')).affectedRows === 1;
    });
  }

  async findById(workspaceId: string, receiptId: string): Promise<SignedReceipt | undefined> {
    return (await this.read({ workspaceId, receiptId }))[0];
  }

  findMany(workspaceId: string, debateIds: readonly string[]): Promise<readonly SignedReceipt[]> {
    return this.read({ workspaceId, debateId: { $in: [...debateIds] } });
  }

  private read(where: FilterQuery<InferEntity<typeof ReceiptRow>>): Promise<readonly SignedReceipt[]> {
    return this.database.use(async (em) => {
      const rows = await em.getRepository(ReceiptRow).find(where);
      const keyIds = [...new Set(rows.map(({ keyId }) => keyId))];
      const keys = keyIds.length === 0 ? [] : await em.getRepository(ReceiptKeyRow).find({ keyId: { $in: keyIds } });
      const publicKeys = new Map(keys.map(({ keyId, publicKey }) => [keyId, publicKey]));
      return rows.map(({ header, signature, statement = null, statementSalt = null, keyId }) => ({
        ...{ header, signature, statement, statementSalt, publicKey: publicKeys.get(keyId) as string },
      }));
    });
  }

  async erase(workspaceId: string, debateId: string): Promise<void> {
    await this.database.repository(ReceiptRow, (receipts) =>
      receipts.nativeUpdate({ workspaceId, debateId }, { statement: null, statementSalt: null }),
    );
  }

  async useKey({ keyId, publicKey }: PublicKey, origin: string): Promise<void> {
    await this.database.repository(ReceiptKeyRow, async (keys) => {
      // At nearly every start nothing has to be written.
      const inUse = await keys.find({ retiredAt: null, $or: [{ keyId }, { origin }] }, { fields: ['keyId'] });
      if (inUse.length === 1 && inUse[0]?.keyId === keyId) return;
      await this.replaceKey({ keyId, publicKey, origin });
    });
  }

  private async replaceKey(key: AddedKey): Promise<void> {
    const { keyId, origin } = key;
    await this.database.atomically(() =>
      this.database.repository(ReceiptKeyRow, async (keys) => {
        await addKey(keys, key);
        await keys.nativeUpdate({ keyId }, { retiredAt: null });
        await keys.nativeUpdate({ origin, keyId: { $ne: keyId }, retiredAt: null }, { retiredAt: sql.now(3) });
      }),
    );
  }

  keys(): Promise<readonly KnownKey[]> {
    return this.database.repository(ReceiptKeyRow, async (keys) => {
      const rows = await keys.findAll({ orderBy: { firstUsedAt: 'desc', keyId: 'asc' } });
      return rows.map(({ keyId, publicKey, firstUsedAt, retiredAt = null }) => {
        return { keyId, publicKey, firstUsedAt, retiredAt };
      });
    });
  }
}

type AddedKey = PublicKey & { readonly origin: string };

async function addKey(keys: SqlEntityRepository<InferEntity<typeof ReceiptKeyRow>>, key: AddedKey): Promise<void> {
  await keys.qb().insert(key).onConflict('keyId').ignore().execute('run');
}
