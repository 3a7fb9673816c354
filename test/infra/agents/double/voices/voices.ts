import type { ProviderId } from '../../../../../src/domain/agents/provider-id.ts';
import type { Voice } from '../voice.ts';
import { LOCAL, MISTRAL, OPENROUTER } from './chat.ts';
import { GENERATE_CONTENT } from './generate-content.ts';
import { MESSAGES } from './messages.ts';
import { responses } from './responses.ts';

export const VOICES: Readonly<Record<ProviderId, Voice>> = {
  anthropic: MESSAGES,
  openai: responses(({ message, code = null, type = 'invalid_request_error' }) => ({
    error: { message, type, param: null, code },
  })),
  // xAI writes the failure as text, and a sentence as its code.
  xai: responses(({ message, code = 'Client specified an invalid argument' }) => ({ code, error: message })),
  openrouter: OPENROUTER,
  mistral: MISTRAL,
  gemini: GENERATE_CONTENT,
  local: LOCAL,
};
