const TOGETHER = ['GOOGLE_OAUTH_CLIENT_ID', 'GOOGLE_OAUTH_CLIENT_SECRET', 'GOOGLE_OAUTH_REDIRECT_URI'];

/** Mistakes between the settings of sign-in with Google. Settings that could not be read are skipped. */
export function oauthMistakes(values: Readonly<Record<string, unknown>>, set: readonly string[]): string[] {
  return [
    ...halfAClient(set),
    ...hostMissing('OAUTH_SUCCESS_URL', values.oauthSuccessUrl, values),
    ...hostMissing('OAUTH_ERROR_URL', values.oauthErrorUrl, values),
  ];
}

function halfAClient(set: readonly string[]): string[] {
  const missing = TOGETHER.filter((name) => !set.includes(name));
  if (missing.length === 0 || missing.length === TOGETHER.length) return [];
  const given = TOGETHER.filter((name) => set.includes(name)).join(' and ');
  const names = missing.join(' and ');
  return [`${given} without ${names}: signing in with Google needs all three. Set ${names} too, or unset ${given}.`];
}

function hostMissing(name: string, url: unknown, { oauthAllowedRedirectHosts: hosts }: Record<string, unknown>) {
  if (typeof url !== 'string' || !Array.isArray(hosts)) return [];
  const { host } = new URL(url);
  if (hosts.includes(host)) return [];
  const all = [...hosts, host].join(',');
  return [
    `${name}: its host is not in OAUTH_ALLOWED_REDIRECT_HOSTS. Write OAUTH_ALLOWED_REDIRECT_HOSTS=${all}, or another ${name}.`,
  ];
}
