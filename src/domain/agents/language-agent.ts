import type { TurnRequest } from '../debates/run/turn-request.ts';
import type { Agent, AgentInfo } from './agent.ts';
import type { Generate, Generation } from './gateway/generation.ts';
import type { ModelRef } from './language-model.ts';
import { composePrompt } from './prompts/quoted.ts';
import { anonymiser } from './turns/anonymise.ts';
import { schemaOf } from './turns/answer-keys.ts';
import type { Draft } from './turns/draft.ts';
import { jsonTextReader } from './turns/json-text.ts';
import { turnForm } from './turns/turn-form.ts';

/**
 * An agent with a language model. Rejects as `generate` does: with `AgentFailure` when no model answers, or with the
 * signal's reason.
 */
export function languageAgent(
  info: AgentInfo,
  model: ModelRef,
  generate: Generate,
  options: { readonly maxOutputTokens: number },
): Agent {
  return {
    info,
    ask: async (ask, listener, signal) => {
      signal.throwIfAborted();
      const { value, text, call } = await generate(model, generationOf(ask, options.maxOutputTokens), listener, signal);
      return { ...value, text: value.text ?? text, call };
    },
  };
}

/** The generation for a turn. The same turn request always makes the same prompt. */
export function generationOf(ask: TurnRequest, maxOutputTokens: number): Generation<Draft> {
  const { system, parts, keys, read } = turnForm(ask);
  const prompt = composePrompt(parts, anonymiser(ask));
  const generation = {
    system,
    prompt,
    schema: keys && schemaOf(keys),
    maxOutputTokens,
    read: (text: string) => read(text, prompt),
  };
  return keys ? { ...generation, reader: jsonTextReader } : generation;
}
