import type { z } from 'zod';
import type { Setting } from './setting.ts';

/** All mistakes of an environment. The message has one line for each and shows no secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly mistakes: readonly string[]) {
    const count = mistakes.length === 1 ? '1 mistake' : `${mistakes.length} mistakes`;
    super(`${count} in the configuration:\n${mistakes.map((line) => `  ${line}`).join('\n')}`);
  }
}

/** One line: the value, why it is refused, what is allowed and what to write instead. */
export function mistake(setting: Setting, given: string, error: z.ZodError): string {
  const issue = error.issues[0];
  const params = issue?.code === 'custom' ? issue.params : undefined;
  const instead = params?.instead ?? setting.example ?? setting.default;
  const reason = hideCredentials(issue?.message ?? 'it cannot be read');
  const advice = instead === undefined ? '' : ` Write ${setting.name}=${instead} instead.`;
  return `${setting.name}=${shown(setting, given)}: ${reason}. Allowed is ${setting.type.description}.${advice}`;
}

function shown(setting: Setting, given: string): string {
  if (setting.secret) return '[redacted]';
  const line = hideCredentials(given.length > 100 ? `${given.slice(0, 100)}…` : given);
  return JSON.stringify(line);
}

// Any address can contain a password, not only variables that are declared secret.
function hideCredentials(text: string): string {
  return text.replace(/\/\/[^/\s]*@/g, '//[redacted]@');
}
