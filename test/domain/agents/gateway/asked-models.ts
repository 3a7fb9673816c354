import { ModelError } from '../../../../src/domain/agents/gateway/model-error.ts';
import type { AgentFailure, FailureCode } from '../../../../src/domain/shared/call.ts';
import { aModel } from '../../../support/providers/models-world.ts';

export const GPT = aModel('openai:gpt');
export const OPUS = aModel('anthropic:opus');
export const LARGE = aModel('mistral:large');
export const DEEPSEEK = aModel('openrouter:deepseek/chat', { family: 'deepseek' });
export const GPT_BY_ROUTER = 'openrouter:openai/gpt';
export const ALL = [GPT, OPUS, DEEPSEEK];

export function error(code: FailureCode, detail: ConstructorParameters<typeof ModelError>[2] = {}): ModelError {
  return new ModelError(code, `It was ${code}.`, detail);
}

/** The failure that the promise rejects with. */
export async function failureOf(search: Promise<unknown>): Promise<AgentFailure> {
  return search.then(
    () => Promise.reject(new Error('It answered.')),
    (failure: AgentFailure) => failure,
  );
}
