import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Access, type AccessPorts } from '../domain/access/access.ts';
import type { FieldCipher } from '../domain/encryption/ports.ts';
import { Argon2Passwords } from '../infra/access/argon2.ts';
import { BoundedPasswords } from '../infra/access/bounded-passwords.ts';
import { JwtAccessTokens, type JwtSecrets } from '../infra/access/jwt.ts';
import { otplibCodes } from '../infra/access/otplib.ts';
import { PostgresApiKeyStore } from '../infra/access/postgres/api-keys.ts';
import { PostgresSecondFactorStore } from '../infra/access/postgres/second-factors.ts';
import { PostgresOneTimeStore, PostgresSessionStore } from '../infra/access/postgres/sessions.ts';
import { PostgresUserStore } from '../infra/access/postgres/users.ts';
import { PostgresWorkspaceStore } from '../infra/access/postgres/workspaces.ts';
import { CannotStart } from '../infra/cannot-start.ts';
import type { Config } from '../infra/config.ts';
import type { Database } from '../infra/postgres/database.ts';
import { makeSecretFile } from '../infra/secret-file.ts';
import { SECRET_FILE } from './own-token.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

interface World
  extends Pick<AccessPorts, 'shared' | 'clock' | 'ids' | 'random' | 'emit' | 'recordAction' | 'idempotency'> {
  readonly config: Config;
  readonly database: Database;
  readonly encryption: FieldCipher;
}

/** Identities over the database, with tokens under the secret of the settings, or else under one in the data directory. */
export function composeAccess({ config, database, encryption, ...ports }: World): Access {
  return new Access({
    ...ports,
    users: new PostgresUserStore(database),
    workspaces: new PostgresWorkspaceStore(database),
    sessions: new PostgresSessionStore(database),
    oneTime: new PostgresOneTimeStore(database),
    apiKeys: new PostgresApiKeyStore(database),
    secondFactors: new PostgresSecondFactorStore(database, encryption),
    codes: otplibCodes,
    passwords: new BoundedPasswords(new Argon2Passwords()),
    tokens: new JwtAccessTokens(secretsOf(config), ports.clock, ports.ids),
    atomically: database.atomically,
    apiToken: config.apiToken,
    trustsLocal: config.env !== 'production',
    secondFactorGraceMs: config.adminMfaGraceDays * DAY_MS,
    accessMs: config.jwtExpiryHours * HOUR_MS,
    refreshMs: config.refreshTokenExpiryDays * DAY_MS,
  });
}

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
    const advice = 'Let this user read and write it, or set ARAGORA_JWT_SECRET.';
    const reason = error instanceof Error ? error.message : String(error);
    throw new CannotStart(
      `The secret that access tokens are signed with, ${path}, cannot be used: ${reason}. ${advice}`,
    );
  }
}
