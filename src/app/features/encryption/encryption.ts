import { join } from 'node:path';
import { Encryption } from '../../../domain/encryption/encryption.ts';
import { KeyRing } from '../../../domain/encryption/key-ring.ts';
import { missingKeys } from '../../../domain/encryption/key-use.ts';
import { CannotStart } from '../../../infra/cannot-start.ts';
import { encryptionKeyInFile } from '../../../infra/encryption/key-file.ts';
import { ENCRYPTION_SIGNALS } from '../../../infra/encryption/signals.ts';
import { readKeyUses } from '../../../infra/postgres/sealed-columns.ts';
import type { Deps, FeatureModule } from '../../feature.ts';

declare module '../../feature.ts' {
  interface Doors {
    readonly encryption: Encryption;
  }
}

const KEY_FILE = 'encryption.key';

/**
 * Encryption with the keys of the settings, or else with a key in the data directory. Throws `CannotStart` if that file is
 * not valid, and in production also if a key is missing that stored fields need.
 */
export const feature: FeatureModule = {
  signals: ENCRYPTION_SIGNALS,
  compose: ({ config, ...ports }) => {
    const { encryptionKeys, dataDir, databaseUrl } = config;
    const path = join(dataDir, KEY_FILE);
    const keys = new KeyRing(encryptionKeys ?? [encryptionKeyInFile(path)]);
    // The embedded database is in the same folder as its key, so a copy of one includes the other.
    const isApart = encryptionKeys === undefined && databaseUrl !== undefined;
    const warnings = isApart ? [warningOf(path)] : [];
    return {
      doors: { encryption: new Encryption({ ...ports, keys }) },
      warnings,
      open: async () => void warnings.push(...(await mismatches(ports.database, keys, config.env))),
    };
  },
};

/** Says at the start what would otherwise be noticed when the first user cannot sign in. */
async function mismatches(database: Deps['database'], keys: KeyRing, env: string): Promise<readonly string[]> {
  const sentence = missingKeys(await readKeyUses(database), keys.ids);
  if (sentence === undefined) return [];
  if (env === 'production') throw new CannotStart(sentence);
  return [sentence];
}

function warningOf(path: string): string {
  const loss = `Data will not be recoverable after restart unless ${path} is kept, and no other machine can read it`;
  return `ARAGORA_ENCRYPTION_KEY is not set. ${loss}: the key is in that file, separate from the database.`;
}
