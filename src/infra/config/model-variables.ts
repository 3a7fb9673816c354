import { apiUrl } from './network-types.ts';
import { amountOfMoney, text, wholeNumber } from './value-types.ts';
import { type Variable, variable } from './variable.ts';

function apiKey<const Name extends string>(name: Name, provider: string, model: string) {
  return variable({
    name,
    type: text(`a key of ${provider}`),
    default: undefined,
    example: 'your-key',
    description: `Key of ${provider}. With it, ${model} can take part in debates.`,
    group: 'models',
    secret: true,
  });
}

function baseUrl<const Name extends string>(name: Name, provider: string, example: string) {
  return variable({
    name,
    type: apiUrl(),
    default: undefined,
    example,
    description: `Where the API of ${provider} is, when a proxy stands before it. Unset: ${provider} itself.`,
    group: 'models',
  });
}

/** Which language models there are, and what they may cost. */
export const modelVariables = {
  anthropicApiKey: apiKey('ANTHROPIC_API_KEY', 'Anthropic', 'the models of Anthropic'),
  openaiApiKey: apiKey('OPENAI_API_KEY', 'OpenAI', 'the models of OpenAI'),
  openrouterApiKey: apiKey('OPENROUTER_API_KEY', 'OpenRouter', 'models of many makers'),
  mistralApiKey: apiKey('MISTRAL_API_KEY', 'Mistral', 'the models of Mistral'),
  geminiApiKey: apiKey('GEMINI_API_KEY', 'Gemini', 'the models of Google'),
  xaiApiKey: apiKey('XAI_API_KEY', 'xAI', 'the models of xAI'),
  anthropicBaseUrl: baseUrl('ANTHROPIC_BASE_URL', 'Anthropic', 'https://api.anthropic.com/v1'),
  openaiBaseUrl: baseUrl('OPENAI_BASE_URL', 'OpenAI', 'https://api.openai.com/v1'),
  openrouterBaseUrl: baseUrl('OPENROUTER_BASE_URL', 'OpenRouter', 'https://openrouter.ai/api/v1'),
  mistralBaseUrl: baseUrl('MISTRAL_BASE_URL', 'Mistral', 'https://api.mistral.ai/v1'),
  geminiBaseUrl: baseUrl('GEMINI_BASE_URL', 'Gemini', 'https://generativelanguage.googleapis.com/v1beta'),
  xaiBaseUrl: baseUrl('XAI_BASE_URL', 'xAI', 'https://api.x.ai/v1'),
  localBaseUrl: variable({
    name: 'ARAGORA_LOCAL_BASE_URL',
    type: apiUrl(),
    default: undefined,
    example: 'http://127.0.0.1:11434/v1',
    description:
      'A server that speaks the API of OpenAI, such as Ollama, vLLM or llama.cpp. Needs `ARAGORA_LOCAL_MODEL` too.',
    group: 'models',
  }),
  localModel: variable({
    name: 'ARAGORA_LOCAL_MODEL',
    type: text('the name of a model'),
    default: undefined,
    example: 'llama3.2',
    description: 'The model that the local server is asked for. Needs `ARAGORA_LOCAL_BASE_URL` too.',
    group: 'models',
  }),
  localApiKey: variable({
    name: 'ARAGORA_LOCAL_API_KEY',
    type: text('a key'),
    default: undefined,
    example: 'your-key',
    description: 'Key of the local server, where it wants one.',
    group: 'models',
    secret: true,
  }),
  modelsFile: variable({
    name: 'ARAGORA_MODELS_FILE',
    type: text('a JSON file'),
    default: undefined,
    example: 'models.json',
    description:
      'Models and prices of your own, in the form of `data/models.json`: an entry replaces the one with the same provider and model, and the first of a provider is its default.',
    group: 'models',
  }),
  agentTimeoutSeconds: variable({
    name: 'ARAGORA_AGENT_TIMEOUT',
    type: wholeNumber(5, 3_600, 'seconds'),
    default: '120',
    description: 'Seconds that one call of a language model may take.',
    group: 'models',
  }),
  agentSilenceSeconds: variable({
    name: 'ARAGORA_AGENT_SILENCE',
    type: wholeNumber(5, 300, 'seconds'),
    default: '60',
    description: 'Seconds for which a language model may send nothing before its call is given up.',
    group: 'models',
  }),
  maxOutputTokens: variable({
    name: 'ARAGORA_MAX_OUTPUT_TOKENS',
    type: wholeNumber(100, 100_000, 'tokens'),
    default: '2000',
    description: 'Most tokens that one answer of a language model may have.',
    group: 'models',
  }),
  maxCostUsd: variable({
    name: 'ARAGORA_MAX_COST_USD',
    type: amountOfMoney(0.001, 100),
    default: '1',
    description: 'Most US dollars that a debate may cost, unless it is started with a limit of its own.',
    group: 'models',
  }),
  maxTokens: variable({
    name: 'ARAGORA_MAX_TOKENS',
    type: wholeNumber(1_000, 100_000_000, 'tokens'),
    default: '500000',
    description: 'Most tokens that a debate may use, unless it is started with a limit of its own.',
    group: 'models',
  }),
  maxDebatesPerWorkspace: variable({
    name: 'ARAGORA_MAX_DEBATES_PER_WORKSPACE',
    type: wholeNumber(1, 10_000, 'debates'),
    default: '20',
    description: 'Most debates of one workspace that run or wait at the same time.',
    group: 'models',
  }),
} as const satisfies Record<string, Variable>;
