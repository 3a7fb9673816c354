import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JwtSecrets } from '../../../infra/access/jwt.ts';
import { CannotStart } from '../../../infra/cannot-start.ts';
import { makeSecretFile } from '../../../infra/secret-file.ts';
import type { Config } from '../../config.ts';
import { SECRET_FILE } from './own-token.ts';

/** The secrets of access tokens: from the settings, or else from the data directory. Throws `CannotStart`. */
export function secretsOf(
  config: Pick<Config, 'jwtSecret' | 'jwtSecretPrevious' | 'jwtSecretPreviousUntil' | 'dataDir'>,
) {
  const { jwtSecret, jwtSecretPrevious, jwtSecretPreviousUntil: until } = config;
  const current = Buffer.from(jwtSecret ?? secretInFile(join(config.dataDir, SECRET_FILE)));
  const secret = jwtSecretPrevious === undefined ? undefined : Buffer.from(jwtSecretPrevious);
  return { current, ...(secret && until && { previous: { secret, until } }) } satisfies JwtSecrets;
}

function secretInFile(path: string): string {
  try {
    if (!existsSync(path)) makeSecretFile(path, randomBytes(32).toString('hex'));
    return readFileSync(path, 'utf8');
  } catch (error) {
    const advice = 'Allow this user to read and write it, or set ARAGORA_JWT_SECRET.';
    const reason = error instanceof Error ? error.message : String(error);
    throw new CannotStart(`The secret for signing access tokens, ${path}, cannot be used: ${reason}. ${advice}`);
  }
}
