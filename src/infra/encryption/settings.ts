import { type Settings, setting } from '../config/setting.ts';
import { encryptionKeys } from './key-list.ts';

/** The keys that secrets are encrypted with. */
export const ENCRYPTION_SETTINGS = {
  encryptionKeys: setting({
    name: 'ARAGORA_ENCRYPTION_KEY',
    type: encryptionKeys(),
    default: undefined,
    description:
      'Keys that secrets are encrypted with: the first one encrypts, all decrypt; `openssl rand -hex 32` makes one. Unset: a key in a file of `ARAGORA_DATA_DIR`.',
    group: 'persistence',
    secret: true,
  }),
} as const satisfies Settings;
