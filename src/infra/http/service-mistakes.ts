const TOKEN = 'ARAGORA_SERVICE_TOKEN';
const PEERS = 'ARAGORA_TRUSTED_SERVICES';
/** Secrets of other ways to sign in. */
const OTHERS = {
  apiToken: 'ARAGORA_API_TOKEN',
  jwtSecret: 'ARAGORA_JWT_SECRET',
  jwtSecretPrevious: 'ARAGORA_JWT_SECRET_PREVIOUS',
};

/** What settings of services that act as users do not fit together. */
export function serviceMistakes(values: Readonly<Record<string, unknown>>, set: readonly string[]): string[] {
  return [...halfAService(set), ...sharedSecret(values)];
}

function halfAService(set: readonly string[]): string[] {
  const [missing, ...more] = [TOKEN, PEERS].filter((name) => !set.includes(name));
  if (missing === undefined || more.length > 0) return [];
  const given = missing === TOKEN ? PEERS : TOKEN;
  return [`${given} is set and ${missing} is not: services need both. Set ${missing} too, or unset ${given}.`];
}

function sharedSecret({ serviceTokens, ...values }: Readonly<Record<string, unknown>>): string[] {
  const tokens = Array.isArray(serviceTokens) ? serviceTokens : [];
  return Object.entries(OTHERS)
    .filter(([key]) => tokens.includes(values[key]))
    .map(
      ([, name]) =>
        `${TOKEN} and ${name} are the same, so that a leak of one is a leak of the other. Give each a value of its own.`,
    );
}
