import { registerEnumType } from 'type-graphql';
import type { ProviderId } from '../../domain/agents/provider-id.ts';

/** The name of each provider in GraphQL, and its name in models, settings and records. */
export const AgentProviderEnum = {
  BUILTIN: 'builtin',
  ANTHROPIC: 'anthropic',
  OPENAI: 'openai',
  OPENROUTER: 'openrouter',
  MISTRAL: 'mistral',
  GEMINI: 'gemini',
  XAI: 'xai',
  LOCAL: 'local',
} as const satisfies Record<Uppercase<ProviderId | 'builtin'>, ProviderId | 'builtin'>;

registerEnumType(AgentProviderEnum, {
  name: 'AgentProvider',
  description: 'The provider of an agent. In names of models, such as `openai:gpt-5.4`, it is written in lower case.',
  valuesConfig: {
    BUILTIN: { description: 'Aragora itself: a rule-based agent, which calls no language model.' },
    ANTHROPIC: { description: 'Anthropic.' },
    OPENAI: { description: 'OpenAI.' },
    OPENROUTER: { description: 'OpenRouter, which serves models of many makers.' },
    MISTRAL: { description: 'Mistral.' },
    GEMINI: { description: 'The Gemini API of Google.' },
    XAI: { description: 'xAI.' },
    LOCAL: { description: 'A server of the operator with an API like that of OpenAI.' },
  },
});
