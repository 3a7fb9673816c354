import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../../../src/app/config.ts';
import { DATABASE_SCHEMA } from '../../../../src/app/resources/database-schema.ts';
import { type RunningServer, start } from '../../../../src/app/start.ts';
import { Encryption } from '../../../../src/domain/encryption/encryption.ts';
import { KeyRing, keyIdOf } from '../../../../src/domain/encryption/key-ring.ts';
import { CannotStart } from '../../../../src/infra/cannot-start.ts';
import { openEmbedded } from '../../../../src/infra/postgres/open.ts';
import { readKeyUses } from '../../../../src/infra/postgres/sealed-columns.ts';
import { systemClock, systemRandom } from '../../../../src/infra/runtime.ts';
import { FREE, type Settings } from '../../../infra/http/support/a-server.ts';
import { prepareDatabase } from '../../../support/services/prepared-database.ts';

const [OLD, NEW] = ['a1', 'b2'].map((byte) => byte.repeat(32)) as [string, string];
const [oldId, newId] = [OLD, NEW].map((key) => keyIdOf(Buffer.from(key, 'hex'))) as [string, string];
const PRODUCTION: Settings = {
  ARAGORA_ENV: 'production',
  ARAGORA_JWT_SECRET: 'd4'.repeat(32),
  ARAGORA_RECEIPT_SIGNING_KEY: 'c3'.repeat(32),
};

let dataDir: string;
let server: RunningServer | undefined;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'aragora-keys-'));
  await prepareDatabase(dataDir);
});
afterEach(async () => {
  await server?.stop();
  server = undefined;
  await rm(dataDir, { recursive: true, force: true });
});

/** Stores second factors that were encrypted with the key. */
async function storeSealed(key: string, count = 1): Promise<void> {
  const keys = new KeyRing([Buffer.from(key, 'hex')]);
  const cipher = new Encryption({ keys, random: systemRandom, clock: systemClock, emit: () => {} });
  const open = await openEmbedded(dataDir, DATABASE_SCHEMA);
  const { database } = open;
  await database.query("insert into organisations (id, name) values ('org_t', 'T') on conflict do nothing", []);
  for (let nth = 0; nth < count; nth++) {
    const user = `usr_${key.slice(0, 2)}${nth}`;
    const columns = '(id, organisation_id, email, name, is_active, token_version, created_at, account_roles)';
    await database.query(`insert into users ${columns} values ($1, 'org_t', $1, 'U', true, 0, now(), '[]')`, [user]);
    const place = { table: 'second_factors', column: 'secret', row: user, workspaceId: 'org_t' };
    const { bytes } = cipher.seal('JBSWY3DPEHPK3PXP', place);
    await database.query("insert into second_factors (user_id, secret, recovery) values ($1, $2, '[]')", [user, bytes]);
  }
  await open.close();
}

async function starts(settings: Settings): Promise<void> {
  server = await start(readConfig({ ...FREE, ARAGORA_DATA_DIR: dataDir, ...settings }), 'runner');
}

describe('a server whose data is encrypted with a key that is not given', () => {
  it('does not start in production, and names the keys and what to do', async () => {
    await storeSealed(OLD, 2);
    const refused = (await starts({ ...PRODUCTION, ARAGORA_ENCRYPTION_KEY: NEW }).catch((error) => error)) as Error;
    expect(refused).toBeInstanceOf(CannotStart);
    expect(refused.message).toContain(`Missing: ${oldId} (2 in second_factors.secret). Given: ${newId}.`);
    expect(refused.message).toContain('Add that key to ARAGORA_ENCRYPTION_KEY, after the first');
    expect(refused.message).not.toContain(NEW);
  });

  it('starts in development', async () => {
    await storeSealed(OLD);
    await starts({ ARAGORA_ENCRYPTION_KEY: NEW });
    expect(server?.url).toBeDefined();
  });

  it('starts in production once the key is among those given', async () => {
    await storeSealed(OLD);
    await storeSealed(NEW);
    await expect(starts({ ...PRODUCTION, ARAGORA_ENCRYPTION_KEY: OLD })).rejects.toThrow(newId);
    await starts({ ...PRODUCTION, ARAGORA_ENCRYPTION_KEY: `${NEW},${OLD}` });
    expect(server?.url).toBeDefined();
  });
});

it('the keys in use are read from every column of envelopes', async () => {
  await storeSealed(OLD, 2);
  const open = await openEmbedded(dataDir, DATABASE_SCHEMA);
  expect(await readKeyUses(open.database)).toEqual([{ keyId: oldId, column: 'second_factors.secret', fields: 2 }]);
  await open.close();
});
