import type { z } from 'zod';
import type { Variable } from './variable.ts';

/** All mistakes of an environment at once; the message has one line for each and shows no secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly mistakes: readonly string[]) {
    const count = mistakes.length === 1 ? '1 mistake' : `${mistakes.length} mistakes`;
    super(`${count} in the configuration:\n${mistakes.map((line) => `  ${line}`).join('\n')}`);
  }
}

/** One line: what was given, why it is refused, what is allowed and what to write instead. */
export function mistake(variable: Variable, given: string, error: z.ZodError): string {
  const issue = error.issues[0];
  const params = issue?.code === 'custom' ? issue.params : undefined;
  const instead = params?.instead ?? variable.example ?? variable.default;
  const reason = hideCredentials(issue?.message ?? 'it cannot be read');
  const advice = instead === undefined ? '' : ` Write ${variable.name}=${instead} instead.`;
  return `${variable.name}=${shown(variable, given)}: ${reason}. Allowed is ${variable.type.description}.${advice}`;
}

function shown(variable: Variable, given: string): string {
  if (variable.secret) return '[redacted]';
  const line = hideCredentials(given.length > 100 ? `${given.slice(0, 100)}…` : given);
  return JSON.stringify(line);
}

// A password can slip into any address, not only into variables that are declared secret.
function hideCredentials(text: string): string {
  return text.replace(/\/\/[^/\s]*@/g, '//[redacted]@');
}
