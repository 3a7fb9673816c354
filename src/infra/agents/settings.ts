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
    description: `Where the API of ${provider} is, when a proxy stands before it. Unset: ${provider} itself.`,
    group: 'models',
  });
}

/** The language models there are, and how they are called. */
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
      'A server that speaks the API of OpenAI, such as Ollama, vLLM or llama.cpp. Needs `ARAGORA_LOCAL_MODEL` too.',
    group: 'models',
  }),
  localModel: setting({
    name: 'ARAGORA_LOCAL_MODEL',
    type: text('the name of a model'),
    default: undefined,
    example: 'llama3.2',
    description: 'The model that the local server is asked for. Needs `ARAGORA_LOCAL_BASE_URL` too.',
    group: 'models',
  }),
  localApiKey: setting({
    name: 'ARAGORA_LOCAL_API_KEY',
    type: text('a key'),
    default: undefined,
    example: 'your-key',
    description: 'Key of the local server, where it wants one.',
    group: 'models',
    secret: true,
  }),
  modelsFile: setting({
    name: 'ARAGORA_MODELS_FILE',
    type: text('a JSON file'),
    default: undefined,
    example: 'models.json',
    description:
      'Models and prices of your own, in the form of `data/models.json`: an entry replaces the one with the same provider and model, and the first of a provider is its default.',
    group: 'models',
  }),
  agentTimeoutSeconds: setting({
    name: 'ARAGORA_AGENT_TIMEOUT',
    type: wholeNumber(5, 3_600, 'seconds'),
    default: '120',
    description: 'Seconds that one call of a language model may take.',
    group: 'models',
  }),
  agentSilenceSeconds: setting({
    name: 'ARAGORA_AGENT_SILENCE',
    type: wholeNumber(5, 300, 'seconds'),
    default: '60',
    description: 'Seconds for which a language model may send nothing before its call is given up.',
    group: 'models',
  }),
  maxOutputTokens: setting({
    name: 'ARAGORA_MAX_OUTPUT_TOKENS',
    type: wholeNumber(100, 100_000, 'tokens'),
    default: '2000',
    description: 'Most tokens that one answer of a language model may have.',
    group: 'models',
  }),
} as const satisfies Settings;
