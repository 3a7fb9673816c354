import { join } from 'node:path';
import { Receipts } from '../../../domain/receipts/receipts.ts';
import { ConfiguredKey, KeyFile } from '../../../infra/receipts/key-ring.ts';
import { PostgresReceiptStore, RECEIPT_ENTITIES } from '../../../infra/receipts/postgres.ts';
import { readReceipt } from '../../../resolvers/receipts/read-receipt.ts';
import { receiptLoader } from '../../../resolvers/receipts/receipt-loader.ts';
import { ReceiptResolver } from '../../../resolvers/receipts/receipts.ts';
import type { FeatureModule } from '../../feature.ts';
import { receiptRoutes } from './routes.ts';

const KEY_FILE = 'receipt-signing.key';

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
    return { doors: { receipts }, open: () => receipts.open() };
  },
};
