import type { FindMistakes } from '../config/setting.ts';
import { KEY_DIGITS } from './key-list.ts';

const WHY = 'Data will not be recoverable after restart with a key that a machine makes for itself';
const ADVICE = `Set it to ${KEY_DIGITS} hexadecimal digits; \`openssl rand -hex 32\` makes them.`;

/** In production the operator sets the key. A generated key is lost with its machine. */
export const encryptionMistakes: FindMistakes = ({ env }, set) => {
  if (env !== 'production' || set.includes('ARAGORA_ENCRYPTION_KEY')) return [];
  return [`ARAGORA_ENCRYPTION_KEY is not set, and ARAGORA_ENV is production: ${WHY}. ${ADVICE}`];
};
