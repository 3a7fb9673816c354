import { closest } from './closest.ts';

// Variables of the operator's runbook that this version does not read. Remove a name when it takes effect.
const LATER = `
  ARAGORA_APPROVAL_STORE_BACKEND
  ARAGORA_RECEIPT_CLEANUP_INTERVAL_HOURS ARAGORA_RECEIPT_RETENTION_DAYS
  CP_ENABLE_KM CP_KM_WORKSPACE KNOWLEDGE_MOUND_DATABASE_URL KNOWLEDGE_MOUND_REDIS_URL
`
  .trim()
  .split(/\s+/);

// Read by the tests of the project, never by the server.
const ELSEWHERE = ['ARAGORA_TEST_DATABASE_URL', 'ARAGORA_TEST_REDIS_URL'];

const REDIS_ALONE =
  'ARAGORA_REDIS_URL has no effect without DATABASE_URL: the embedded database has one process, which needs no Redis.';

/** A line for every variable without an effect: misspelt ones, and those of later versions. `names` are those of all settings. */
export function unusedWarnings(names: readonly string[], set: readonly string[]): string[] {
  const warnings = set
    .filter((name) => name.startsWith('ARAGORA_') && ![...names, ...LATER, ...ELSEWHERE].includes(name))
    .map((name) => misspelt(name, names));
  const later = LATER.filter((name) => set.includes(name));
  if (later.length > 0)
    warnings.push(`No effect in this version yet, although the runbook names it: ${later.join(', ')}.`);
  if (set.includes('ARAGORA_REDIS_URL') && !set.includes('DATABASE_URL')) warnings.push(REDIS_ALONE);
  return warnings;
}

function misspelt(name: string, names: readonly string[]): string {
  const meant = closest(name, names);
  const hint = meant ? `did you mean ${meant}?` : 'docs/configuration.md lists those there are.';
  return `${name} is no variable of Aragora and has no effect; ${hint}`;
}
