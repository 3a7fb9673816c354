import { join } from 'node:path';
import type { KnownKey } from '../../../domain/receipts/ports.ts';
import { Receipts } from '../../../domain/receipts/receipts.ts';
import { ConfiguredKey, KeyFile } from '../../../infra/receipts/key-ring.ts';
import { PostgresReceiptStore, RECEIPT_ENTITIES } from '../../../infra/receipts/postgres.ts';
import { readReceipt } from '../../../resolvers/receipts/read-receipt.ts';
import { receiptLoader } from '../../../resolvers/receipts/receipt-loader.ts';
import { ReceiptResolver } from '../../../resolvers/receipts/receipts.ts';
import type { FeatureModule } from '../../feature.ts';
import { receiptRoutes } from './routes.ts';

const KEY_FILE = 'receipt-signing.key';
const ADVICE =
  'If that is not intended, correct ARAGORA_RECEIPT_SIGNING_KEY or the file receipt-signing.key in ARAGORA_DATA_DIR. Receipts stay valid.';

/** Receipts, signed with the key of the settings, or else with a key in the data directory. */
export const feature: FeatureModule = {
  entities: RECEIPT_ENTITIES,
  resolvers: [ReceiptResolver],
  loaders: { receiptLoader },
  nodes: { rcp_: { permission: 'debates.read', read: readReceipt } },
  routes: ({ receipts }) => receiptRoutes(receipts),
  compose: ({ config, database, ...ports }, doors) => {
    const { receiptSigningKey: seed, dataDir } = config;
    const { auditLog } = doors;
    const receipts = new Receipts({
      ...ports,
      keyRing: seed ? new ConfiguredKey(seed) : new KeyFile(join(dataDir, KEY_FILE)),
      store: new PostgresReceiptStore(database),
      recordAction: auditLog.record.bind(auditLog),
    });
    const warnings: string[] = [];
    return { doors: { receipts }, warnings, open: async () => void warnings.push(...(await openKey(receipts))) };
  },
};

/** Records the key in use. Returns a warning when it is not the key of the last start: a lost or wrong key is noticed. */
async function openKey(receipts: Receipts): Promise<readonly string[]> {
  const inUse = (keys: readonly KnownKey[]) => keys.filter(({ retiredAt }) => retiredAt === null);
  const before = await receipts.keys();
  await receipts.open();
  const after = inUse(await receipts.keys()).map(({ keyId }) => keyId);
  const replaced = inUse(before).filter(({ keyId }) => !after.includes(keyId));
  const returned = before.filter(({ keyId, retiredAt }) => retiredAt !== null && after.includes(keyId));
  return [
    ...replaced.map(
      ({ keyId }) => `Receipts were signed with the key ${keyId}, which is not given any more. ${ADVICE}`,
    ),
    ...returned.map(({ keyId }) => `Receipts are signed with the key ${keyId} again, which was retired. ${ADVICE}`),
  ];
}
