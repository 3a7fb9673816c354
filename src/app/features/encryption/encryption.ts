import { join } from 'node:path';
import { Encryption } from '../../../domain/encryption/encryption.ts';
import { KeyRing } from '../../../domain/encryption/key-ring.ts';
import { encryptionKeyInFile } from '../../../infra/encryption/key-file.ts';
import { ENCRYPTION_SIGNALS } from '../../../infra/encryption/signals.ts';
import type { FeatureModule } from '../../feature.ts';

declare module '../../feature.ts' {
  interface Doors {
    readonly encryption: Encryption;
  }
}

const KEY_FILE = 'encryption.key';

/** Encryption with the keys of the settings, or else with one in the data directory. Throws `CannotStart` for a bad file. */
export const feature: FeatureModule = {
  signals: ENCRYPTION_SIGNALS,
  compose: ({ config, ...ports }) => {
    const { encryptionKeys, dataDir, databaseUrl } = config;
    const path = join(dataDir, KEY_FILE);
    const keys = new KeyRing(encryptionKeys ?? [encryptionKeyInFile(path)]);
    // The embedded database lies beside its key: who has the one has the other.
    const isApart = encryptionKeys === undefined && databaseUrl !== undefined;
    return { doors: { encryption: new Encryption({ ...ports, keys }) }, warnings: isApart ? [warningOf(path)] : [] };
  },
};

function warningOf(path: string): string {
  const loss = `Data will not be recoverable after restart unless ${path} is kept, and no other machine can read them`;
  return `ARAGORA_ENCRYPTION_KEY is not set. ${loss}: the key lies in that file, apart from the database.`;
}
