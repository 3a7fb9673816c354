import { apiUrl } from '../config/network-types.ts';
import { type Settings, setting } from '../config/setting.ts';
import { text, wholeNumber } from '../config/value-types.ts';

function apiKey<const Name extends string>(name: Name, provider: string, model: string) {
  return setting({
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
  return setting({
    name,
    type: apiUrl(),
    default: undefined,
    example,
    description: `Address of the API of ${provider} behind a proxy. Unset: ${provider} itself.`,
    group: 'models',
  });
}

/** Language models, and the limits of their calls. */
export const AGENT_SETTINGS = {
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
  localBaseUrl: setting({
    name: 'ARAGORA_LOCAL_BASE_URL',
    type: apiUrl(),
    default: undefined,
    example: 'http://127.0.0.1:11434/v1',
    description:
      'Address of a server with the API of OpenAI, such as Ollama, vLLM or llama.cpp. Requires `ARAGORA_LOCAL_MODEL`.',
    group: 'models',
  }),
  localModel: setting({
    name: 'ARAGORA_LOCAL_MODEL',
    type: text('the name of a model'),
    default: undefined,
    example: 'llama3.2',
    description: 'Model of the local server. Requires `ARAGORA_LOCAL_BASE_URL`.',
    group: 'models',
  }),
  localApiKey: setting({
    name: 'ARAGORA_LOCAL_API_KEY',
    type: text('a key'),
    default: undefined,
    example: 'your-key',
    description: 'Key of the local server, if it requires one.',
    group: 'models',
    secret: true,
  }),
  modelsFile: setting({
    name: 'ARAGORA_MODELS_FILE',
    type: text('a JSON file'),
    default: undefined,
    example: 'models.json',
    description:
      'File with your own models and prices, in the format of `data/models.json`. An entry replaces the entry with the same provider and model. The first entry of a provider is its default.',
    group: 'models',
  }),
  agentTimeoutSeconds: setting({
    name: 'ARAGORA_AGENT_TIMEOUT',
    type: wholeNumber(5, 3_600, 'seconds'),
    default: '120',
    description: 'Deadline of one call of a language model, in seconds.',
    group: 'models',
  }),
  agentSilenceSeconds: setting({
    name: 'ARAGORA_AGENT_SILENCE',
    type: wholeNumber(5, 300, 'seconds'),
    default: '60',
    description: 'Seconds without data from a language model after which its call is abandoned.',
    group: 'models',
  }),
  maxOutputTokens: setting({
    name: 'ARAGORA_MAX_OUTPUT_TOKENS',
    type: wholeNumber(100, 100_000, 'tokens'),
    default: '2000',
    description: 'Maximum number of tokens of one answer of a language model.',
    group: 'models',
  }),
} as const satisfies Settings;
