import { missingEncryptionKey } from './encryption-keys.ts';
import { isLoopback } from './network-types.ts';
import { oauthMistakes } from './oauth-rules.ts';
import { serviceMistakes } from './service-rules.ts';

const SUPABASE = ['SUPABASE_URL', 'SUPABASE_KEY'];

/** What is wrong with settings that are right each by itself. `set` are the names that have a value. */
export function mistakesTogether(values: Readonly<Record<string, unknown>>, set: readonly string[]): string[] {
  return [
    ...supabaseMistake(set),
    ...samePortMistake(values),
    ...workersMistake(values, set),
    ...localModelMistake(set),
    ...productionMistakes(values, set),
    ...previousSecretMistake(set),
    ...serviceMistakes(values, set),
    ...oauthMistakes(values, set),
  ];
}

const NO_JWT_SECRET =
  'ARAGORA_JWT_SECRET is not set, and ARAGORA_ENV is production: set it to the output of `openssl rand -hex 32`, and keep it.';

/** What strangers can reach must know them apart, by secrets that somebody has chosen. */
function productionMistakes({ env, host }: Readonly<Record<string, unknown>>, set: readonly string[]): string[] {
  if (env === 'production') {
    const jwt = set.includes('ARAGORA_JWT_SECRET') ? [] : [NO_JWT_SECRET];
    return [
      ...jwt,
      ...missingEncryptionKey(
        env,
        set.find((name) => name === 'ARAGORA_ENCRYPTION_KEY'),
      ),
    ];
  }
  if (host === undefined || isLoopback(String(host))) return [];
  return [
    `ARAGORA_HOST is ${host}, which others can reach: only with ARAGORA_ENV=production. Or write ARAGORA_HOST=127.0.0.1.`,
  ];
}

function previousSecretMistake(set: readonly string[]): string[] {
  const names = ['ARAGORA_JWT_SECRET_PREVIOUS', 'ARAGORA_JWT_SECRET_PREVIOUS_UNTIL'];
  const [given, ...more] = names.filter((name) => set.includes(name));
  const missing = names.find((name) => name !== given);
  if (given === undefined || more.length > 0) return [];
  return [
    `${given} is set and ${missing} is not: a secret that was replaced is good until a stated moment. Set both, or none.`,
  ];
}

function samePortMistake({ apiPort, wsPort }: Record<string, unknown>): string[] {
  if (apiPort !== wsPort || apiPort === 0 || apiPort === undefined) return [];
  return [
    `ARAGORA_API_PORT and ARAGORA_WS_PORT are both ${apiPort}: give each a port of its own, or 0 for any free one.`,
  ];
}

function workersMistake({ workers }: Record<string, unknown>, set: readonly string[]): string[] {
  if (workers === 1 || workers === undefined || set.includes('DATABASE_URL')) return [];
  return [
    `ARAGORA_WORKERS is ${workers} and DATABASE_URL is not set: the embedded database belongs to one process. Set DATABASE_URL to a PostgreSQL database, or ARAGORA_WORKERS to 1.`,
  ];
}

/** Nobody but the operator knows which models a local server has. */
function localModelMistake(set: readonly string[]): string[] {
  const [given, missing] = ['ARAGORA_LOCAL_BASE_URL', 'ARAGORA_LOCAL_MODEL'].sort(
    (one, other) => Number(set.includes(other)) - Number(set.includes(one)),
  );
  if (!given || !missing || !set.includes(given) || set.includes(missing)) return [];
  return [`${given} is set and ${missing} is not: a local model needs both. Set ${missing} too, or unset ${given}.`];
}

function supabaseMistake(set: readonly string[]): string[] {
  const found = SUPABASE.filter((name) => set.includes(name));
  if (found.length === 0) return [];
  const line = `${found.join(', ')}: Aragora does not speak to the Supabase API. Unset it, and write DATABASE_URL=postgresql://… with the project's PostgreSQL connection string (Supabase: Connect, Connection string) instead.`;
  return [line];
}
