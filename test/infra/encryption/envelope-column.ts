import { defineEntity, p } from '@mikro-orm/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Envelope } from '../../../src/domain/encryption/envelope.ts';
import { EnvelopeType } from '../../../src/infra/postgres/envelope-type.ts';
import { encryptionWith, faultOf } from '../../domain/encryption/world.ts';
import type { TestDatabase } from '../../support/services/databases.ts';

const SafeRow = defineEntity({
  name: 'SafeRow',
  tableName: 'safes',
  properties: {
    id: p.text().primary(),
    workspaceId: p.text(),
    note: p.text(),
    token: p.type(EnvelopeType).$type<Envelope>(),
    spare: p.type(EnvelopeType).$type<Envelope>().nullable(),
  },
});

const TABLE = `create table safes (
  id text primary key, workspace_id text not null, note text not null, token bytea not null, spare bytea
)`;
const place = (row: string, workspaceId = 'wsp_1', column = 'token') => ({ table: 'safes', column, row, workspaceId });

/** Tests envelopes in the columns of a table, as a store would use them. */
export function describeEnvelopeColumn(name: string, open: () => Promise<TestDatabase>): void {
  const { encryption, failures } = encryptionWith('new');
  let opened: TestDatabase;
  beforeAll(async () => {
    opened = await open();
    opened.database.orm.discoverEntity(SafeRow);
    await opened.database.use((em) => em.execute(TABLE));
  });
  afterAll(() => opened?.close());

  const add = (id: string, text: string, workspaceId = 'wsp_1') =>
    opened.database.use(async (em) => {
      em.create(SafeRow, { id, workspaceId, note: 'new', token: encryption.seal(text, place(id, workspaceId)) });
      await em.flush();
    });
  /** A row as the database stores it. Its location (`ctid`) changes with every update. */
  const stored = async (id: string) => {
    const sql = "select ctid::text as lies, encode(token, 'hex') as token, note from safes where id = ?";
    return (
      await opened.database.use((em) => em.execute<{ lies: string; token: string; note: string }[]>(sql, [id]))
    )[0];
  };

  describe(`a column of envelopes in ${name}`, () => {
    it('returns the sealed text, and null where nothing was sealed', async () => {
      await add('safe_1', 'sk-live-123');
      const row = await opened.database.use((em) => em.findOneOrFail(SafeRow, { id: 'safe_1' }));
      expect(encryption.open(row.token, place('safe_1'))).toBe('sk-live-123');
      expect(row.spare ?? null).toBeNull();
      expect(Buffer.from((await stored('safe_1'))?.token ?? '', 'hex').toString('latin1')).not.toContain('sk-live');
    });

    it('is not written again when a row was only read, or was given an equal envelope', async () => {
      await add('safe_2', 'secret');
      const before = await stored('safe_2');
      await opened.database.use(async (em) => {
        const row = await em.findOneOrFail(SafeRow, { id: 'safe_2' });
        expect(encryption.open(row.token, place('safe_2'))).toBe('secret');
        await em.flush();
        row.token = new Envelope(Uint8Array.from(row.token.bytes));
        em.getUnitOfWork().computeChangeSets();
        expect(em.getUnitOfWork().getChangeSets()).toEqual([]);
        await em.flush();
      });
      expect(before).toBeDefined();
      expect(await stored('safe_2')).toEqual(before);
    });

    it('keeps its envelope when other columns of the row change', async () => {
      await add('safe_3', 'secret');
      const before = await stored('safe_3');
      await opened.database.use(async (em) => {
        (await em.findOneOrFail(SafeRow, { id: 'safe_3' })).note = 'changed';
        em.getUnitOfWork().computeChangeSets();
        expect(
          em
            .getUnitOfWork()
            .getChangeSets()
            .map(({ payload }) => payload),
        ).toEqual([{ note: 'changed' }]);
        await em.flush();
      });
      expect(await stored('safe_3')).toMatchObject({ token: before?.token, note: 'changed' });
    });

    it('is written when the text was sealed again, even the same text', async () => {
      await add('safe_4', 'secret');
      const before = await stored('safe_4');
      await opened.database.use(async (em) => {
        const row = await em.findOneOrFail(SafeRow, { id: 'safe_4' });
        row.token = encryption.seal('secret', place('safe_4'));
        row.spare = encryption.seal('spare', place('safe_4', 'wsp_1', 'spare'));
        await em.flush();
      });
      expect((await stored('safe_4'))?.token).not.toBe(before?.token);
      const row = await opened.database.use((em) => em.findOneOrFail(SafeRow, { id: 'safe_4' }));
      expect(encryption.open(row.token, place('safe_4'))).toBe('secret');
      expect(row.spare && encryption.open(row.spare, place('safe_4', 'wsp_1', 'spare'))).toBe('spare');
    });

    it('rejects a text that was not sealed', async () => {
      const write = opened.database.use(async (em) => {
        const token = 'sk-live-123' as unknown as Envelope;
        em.create(SafeRow, { id: 'safe_5', workspaceId: 'wsp_1', note: '', token });
        await em.flush();
      });
      await expect(write).rejects.toThrow('takes only sealed texts');
      expect(await stored('safe_5')).toBeUndefined();
    });

    it('cannot be opened after a plain text was written into it', async () => {
      await add('safe_6', 'secret');
      const write =
        "update safes set token = convert_to('sk-live-of-another-person-and-long-enough', 'UTF8') where id = ?";
      await opened.database.use((em) => em.execute(write, ['safe_6']));
      const row = await opened.database.use((em) => em.findOneOrFail(SafeRow, { id: 'safe_6' }));
      expect(faultOf(() => encryption.open(row.token, place('safe_6')))).toBe('NOT_AN_ENVELOPE');
    });

    it('opens none of 200 envelopes that were moved to other columns, rows and workspaces', async () => {
      await opened.database.use((em) => em.execute('delete from safes'));
      const workspaceOf = (index: number) => `wsp_${index % 3}`;
      for (let index = 0; index < 100; index++) await add(`safe_${index}`, `secret ${index}`, workspaceOf(index));
      const to = "'safe_' || (substr(safes.id, 6)::int + 37) % 100";
      await opened.database.use(async (em) => {
        await em.execute('update safes set spare = token');
        await em.execute(`update safes set token = other.token from safes other where other.id = ${to}`);
      });
      const before = failures().length;
      const rows = await opened.database.use((em) => em.findAll(SafeRow));
      const faults = rows.flatMap(({ id, workspaceId, token, spare }) => [
        faultOf(() => encryption.open(token, place(id, workspaceId))),
        faultOf(() => spare && encryption.open(spare, place(id, workspaceId, 'spare'))),
      ]);
      expect([faults.length, new Set(faults)]).toEqual([200, new Set(['NOT_AUTHENTIC'])]);
      expect(failures().length - before).toBe(200);
    });
  });
}
