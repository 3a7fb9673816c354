import { join } from 'node:path';
import { Encryption } from '../../domain/encryption/encryption.ts';
import { KeyRing } from '../../domain/encryption/key-ring.ts';
import type { Clock, Random } from '../../domain/shared/ports.ts';
import type { Emit } from '../../domain/shared/signals.ts';
import type { Config } from '../../infra/config/config.ts';
import { encryptionKeyInFile } from '../../infra/encryption/key-file.ts';

const KEY_FILE = 'encryption.key';

interface Deps {
  readonly config: Pick<Config, 'encryptionKeys' | 'dataDir' | 'databaseUrl'>;
  readonly random: Random;
  readonly clock: Clock;
  readonly emit: Emit;
}

/**
 * Encryption with the keys of the settings, or else with one in the data directory, and what the operator should know of
 * that. Throws `CannotStart` when the file cannot be used.
 */
export function composeEncryption({ config, ...ports }: Deps) {
  const { encryptionKeys, dataDir, databaseUrl } = config;
  const path = join(dataDir, KEY_FILE);
  const keys = new KeyRing(encryptionKeys ?? [encryptionKeyInFile(path)]);
  // The embedded database lies beside its key: who has the one has the other.
  const isApart = encryptionKeys === undefined && databaseUrl !== undefined;
  return { encryption: new Encryption({ ...ports, keys }), warnings: isApart ? [warningOf(path)] : [] };
}

function warningOf(path: string): string {
  const loss = `Data will not be recoverable after restart unless ${path} is kept, and no other machine can read them`;
  return `ARAGORA_ENCRYPTION_KEY is not set. ${loss}: the key lies in that file, apart from the database.`;
}
