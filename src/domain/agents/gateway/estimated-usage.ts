import type { ModelCall, Usage } from '../language-model.ts';

const CHARACTERS_A_TOKEN = 4;

/**
 * Estimated usage of a call whose provider reports none: 1 token for 4 characters of the request and of the received
 * text.
 */
export function estimatedUsage({ system, prompt, schema }: ModelCall, arrived: string): Usage {
  const asked = system.length + prompt.length + (schema === null ? 0 : JSON.stringify(schema).length);
  const tokens = (characters: number) => Math.ceil(characters / CHARACTERS_A_TOKEN);
  return { inputTokens: tokens(asked), outputTokens: tokens(arrived.length), isEstimated: true };
}
