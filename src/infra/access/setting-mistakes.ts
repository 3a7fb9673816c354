import type { FindMistakes } from '../config/setting.ts';
import { oauthMistakes } from './oauth-mistakes.ts';

const NO_JWT_SECRET =
  'ARAGORA_JWT_SECRET is not set, and ARAGORA_ENV is production: set it to the output of `openssl rand -hex 32`, and keep it.';

/** Mistakes between the secrets of access tokens and of sign-in with a provider. */
export const accessMistakes: FindMistakes = (values, set) => [
  ...missingSecret(values, set),
  ...previousSecretMistake(set),
  ...oauthMistakes(values, set),
];

/** In production the operator sets the secret. */
function missingSecret({ env }: Readonly<Record<string, unknown>>, set: readonly string[]): string[] {
  return env === 'production' && !set.includes('ARAGORA_JWT_SECRET') ? [NO_JWT_SECRET] : [];
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
