import { defineEntity, p } from '@mikro-orm/core';
import type { KnownKey, ReceiptStore } from '../../domain/receipts/ports.ts';
import type { ReceiptHeader, SignedReceipt } from '../../domain/receipts/receipt.ts';
import type { PublicKey } from '../../domain/receipts/receipt-key.ts';
import type { Json } from '../../domain/shared/json.ts';
import type { Database } from '../postgres/database.ts';

export const ReceiptRow = defineEntity({
  name: 'ReceiptRow',
  tableName: 'receipts',
  properties: {
    debateId: p.text().primary(),
    workspaceId: p.text(),
    keyId: p.text(),
    header: p.json<ReceiptHeader>(),
    signature: p.text(),
    statement: p.json<Json>().nullable(),
    statementSalt: p.text().nullable(),
  },
});

export const ReceiptKeyRow = defineEntity({
  name: 'ReceiptKeyRow',
  tableName: 'receipt_keys',
  properties: {
    keyId: p.text().primary(),
    publicKey: p.text(),
    origin: p.text(),
    firstUsedAt: p.datetime(3).onCreate(() => new Date()),
    retiredAt: p.datetime(3).nullable(),
  },
});

const ADD_KEY =
  'insert into receipt_keys (key_id, public_key, origin) values (?, ?, ?) on conflict (key_id) do nothing';

export class PostgresReceiptStore implements ReceiptStore {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  add({ header, signature, publicKey, statement, statementSalt }: SignedReceipt, origin: string): Promise<boolean> {
    const { debateId, workspaceId, keyId } = header;
    return this.database.use(async (em) => {
      await em.execute(ADD_KEY, [keyId, publicKey, origin]);
      const added = await em.execute<unknown[]>(
        `insert into receipts (debate_id, workspace_id, key_id, header, signature, statement, statement_salt)
         values (?, ?, ?, ?::jsonb, ?, ?::jsonb, ?) on conflict (debate_id) do nothing returning debate_id`,
        [debateId, workspaceId, keyId, JSON.stringify(header), signature, JSON.stringify(statement), statementSalt],
      );
      return added.length === 1;
    });
  }

  find(workspaceId: string, debateId: string): Promise<SignedReceipt | undefined> {
    return this.database.use(async (em) => {
      const row = await em.findOne(ReceiptRow, { workspaceId, debateId }, { disableIdentityMap: true });
      if (!row) return undefined;
      const { header, signature, statement, statementSalt, keyId } = row;
      const { publicKey } = await em.findOneOrFail(ReceiptKeyRow, { keyId }, { disableIdentityMap: true });
      return { header, signature, publicKey, statement: statement ?? null, statementSalt: statementSalt ?? null };
    });
  }

  async erase(workspaceId: string, debateId: string): Promise<void> {
    const nothing = { statement: null, statementSalt: null };
    await this.database.use((em) => em.nativeUpdate(ReceiptRow, { workspaceId, debateId }, nothing));
  }

  async useKey({ keyId, publicKey }: PublicKey, origin: string): Promise<void> {
    if (await this.isInUse(keyId, origin)) return;
    await this.database.atomically(() =>
      this.database.use(async (em) => {
        await em.execute(ADD_KEY, [keyId, publicKey, origin]);
        await em.execute('update receipt_keys set retired_at = null where key_id = ?', [keyId]);
        const retire =
          'update receipt_keys set retired_at = now() where origin = ? and key_id <> ? and retired_at is null';
        await em.execute(retire, [origin, keyId]);
      }),
    );
  }

  /** Whether nothing has to be written for it: so it is at almost every start. */
  private isInUse(keyId: string, origin: string): Promise<boolean> {
    return this.database.use(async (em) => {
      const used = 'select key_id from receipt_keys where retired_at is null and (key_id = ? or origin = ?)';
      const keys = await em.execute<{ key_id: string }[]>(used, [keyId, origin]);
      return keys.length === 1 && keys[0]?.key_id === keyId;
    });
  }

  keys(): Promise<readonly KnownKey[]> {
    const options = { orderBy: { firstUsedAt: 'desc', keyId: 'asc' }, disableIdentityMap: true } as const;
    return this.database.use(async (em) =>
      (await em.findAll(ReceiptKeyRow, options)).map(({ keyId, publicKey, firstUsedAt, retiredAt }) => {
        return { keyId, publicKey, firstUsedAt, retiredAt: retiredAt ?? null };
      }),
    );
  }
}
