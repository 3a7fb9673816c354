import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Role } from '../../../domain/access/permissions.ts';
import { signLocalToken } from '../../../infra/access/local-token.ts';
import type { Config } from '../../config.ts';

/** In the data directory. A user who can read it is the operator of the machine. */
export const SECRET_FILE = 'access-token.key';
const HALF_A_DAY_MS = 12 * 3_600_000;

type Settings = Pick<Config, 'apiToken' | 'env' | 'jwtSecret' | 'dataDir'>;

/**
 * The credential of commands on this machine: the API token of the settings, or else a token signed with the secret of the
 * server, if the command can read it. In production only the API token; undefined without both.
 */
export async function ownToken(config: Settings): Promise<string | undefined> {
  return config.apiToken ?? (await localToken(config, 'owner', HALF_A_DAY_MS));
}

/** A token with a role for the server of this machine; undefined in production and without the secret of the server. */
export async function localToken(config: Settings, role: Role, forMs: number): Promise<string | undefined> {
  const secret = config.env === 'production' ? undefined : (config.jwtSecret ?? secretOn(config.dataDir));
  if (secret === undefined) return undefined;
  const issuedAt = new Date();
  const expiresAt = new Date(issuedAt.getTime() + forMs);
  return signLocalToken(Buffer.from(secret), { role }, { id: `jti_${randomUUID()}`, issuedAt, expiresAt });
}

function secretOn(dataDir: string): string | undefined {
  try {
    return readFileSync(join(dataDir, SECRET_FILE), 'utf8');
  } catch {
    return undefined;
  }
}
