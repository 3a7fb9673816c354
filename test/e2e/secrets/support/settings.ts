import { randomBytes } from 'node:crypto';
import type { Settings } from '../../../infra/http/support/a-server.ts';

/** A long, unique secret with characters that every encoding changes. */
export function aSecret(): string {
  return `${randomBytes(8).toString('base64')}/?&"'\\ ü<%${randomBytes(9).toString('base64')}`;
}

/** A secret that a header or a variable can hold. */
export function aToken(): string {
  return `${randomBytes(12).toString('base64')}+/${randomBytes(12).toString('base64')}`;
}

const hexKey = () => randomBytes(32).toString('hex');

const PROVIDERS = ['ANTHROPIC', 'OPENAI', 'OPENROUTER', 'MISTRAL', 'GEMINI', 'XAI'] as const;

/** Settings in which every secret is different, and these secrets by name. */
export function secretSettings(databaseUrl: string, providerUrl: string, issuer: string) {
  const keys = Object.fromEntries(PROVIDERS.map((name) => [`${name}_API_KEY`, `key-${aToken()}`]));
  const bases = Object.fromEntries(PROVIDERS.map((name) => [`${name}_BASE_URL`, providerUrl]));
  const passwordOfDatabase = randomBytes(18).toString('hex');
  const secrets = {
    ...(keys as Settings),
    ARAGORA_API_TOKEN: aToken(),
    ARAGORA_JWT_SECRET: aToken(),
    ARAGORA_JWT_SECRET_PREVIOUS: aToken(),
    ARAGORA_RECEIPT_SIGNING_KEY: hexKey(),
    ARAGORA_LOCAL_API_KEY: `key-${aToken()}`,
    GOOGLE_OAUTH_CLIENT_SECRET: aToken(),
  };
  const encryptionKeys = [hexKey(), hexKey()];
  const settings: Settings = {
    ...(bases as Settings),
    ...secrets,
    ARAGORA_ENCRYPTION_KEY: encryptionKeys.join(','),
    ARAGORA_JWT_SECRET_PREVIOUS_UNTIL: new Date(Date.now() + 3_600_000).toISOString(),
    ARAGORA_LOCAL_BASE_URL: providerUrl,
    ARAGORA_LOCAL_MODEL: 'model',
    ARAGORA_LOG_LEVEL: 'DEBUG',
    ARAGORA_DB_POOL_SIZE: '5',
    DATABASE_URL: Object.assign(new URL(databaseUrl), { password: passwordOfDatabase }).href,
    GOOGLE_OAUTH_CLIENT_ID: 'aragora',
    GOOGLE_OAUTH_ISSUER: issuer,
    GOOGLE_OAUTH_REDIRECT_URI: 'http://127.0.0.1:9/api/auth/oauth/google/callback',
    OAUTH_ALLOWED_REDIRECT_HOSTS: 'app.example.com',
    OAUTH_SUCCESS_URL: 'https://app.example.com/welcome',
  };
  const named: Record<string, string | Buffer> = { ...secrets, 'password of the database': passwordOfDatabase };
  for (const [at, key] of [...encryptionKeys, secrets.ARAGORA_RECEIPT_SIGNING_KEY].entries()) {
    named[`key ${at}`] = key;
    named[`bytes of key ${at}`] = Buffer.from(key, 'hex');
  }
  return { settings, named, token: secrets.ARAGORA_API_TOKEN, jwtSecret: secrets.ARAGORA_JWT_SECRET };
}
