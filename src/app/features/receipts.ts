import { join } from 'node:path';
import type { FindDebate } from '../../domain/receipts/ports.ts';
import { Receipts, type ReceiptsPorts } from '../../domain/receipts/receipts.ts';
import type { Config } from '../../infra/config/config.ts';
import type { Database } from '../../infra/postgres/database.ts';
import { ConfiguredKey, KeyFile } from '../../infra/receipts/key-ring.ts';
import { PostgresReceiptStore } from '../../infra/receipts/postgres.ts';

const KEY_FILE = 'receipt-signing.key';

interface Deps extends Omit<ReceiptsPorts, 'store' | 'keyRing' | 'findDebate' | 'atomically'> {
  readonly config: Pick<Config, 'receiptSigningKey' | 'dataDir'>;
  readonly database: Database;
  readonly findDebate: FindDebate;
}

/** Receipts signed with the key of the settings, or else with one in the data directory. */
export function composeReceipts({ config, database, ...ports }: Deps): Receipts {
  const { receiptSigningKey: seed, dataDir } = config;
  const keyRing = seed ? new ConfiguredKey(seed) : new KeyFile(join(dataDir, KEY_FILE));
  return new Receipts({
    ...ports,
    keyRing,
    store: new PostgresReceiptStore(database),
    atomically: database.atomically,
  });
}
