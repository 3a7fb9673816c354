import { type Settings, setting } from '../config/setting.ts';
import { secretKey } from '../config/value-types.ts';

/** The key that signs receipts. */
export const RECEIPT_SETTINGS = {
  receiptSigningKey: setting({
    name: 'ARAGORA_RECEIPT_SIGNING_KEY',
    type: secretKey(),
    default: undefined,
    description:
      'Ed25519 key that signs receipts. `openssl rand -hex 32` makes one. Unset: a key in a file of `ARAGORA_DATA_DIR`.',
    group: 'persistence',
    secret: true,
  }),
} as const satisfies Settings;
