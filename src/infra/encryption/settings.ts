import { type Settings, setting } from '../config/setting.ts';
import { encryptionKeys } from './key-list.ts';

/** The keys that encrypt secrets. */
export const ENCRYPTION_SETTINGS = {
  encryptionKeys: setting({
    name: 'ARAGORA_ENCRYPTION_KEY',
    type: encryptionKeys(),
    default: undefined,
    description:
      'Keys that encrypt secrets: the first one encrypts, all decrypt. `openssl rand -hex 32` makes one. Unset: a key in a file of `ARAGORA_DATA_DIR`.',
    group: 'persistence',
    secret: true,
  }),
} as const satisfies Settings;
