import type { ProviderId } from '../../../domain/agents/provider-id.ts';
import { hearCompletion } from './completions.ts';
import { hearContent } from './generate-content.ts';
import type { Dialect } from './heard.ts';
import { hearMessage } from './messages.ts';
import { hearResponse } from './responses.ts';

export const DIALECTS: Readonly<Record<ProviderId, Dialect>> = {
  anthropic: hearMessage,
  openai: hearResponse,
  xai: hearResponse,
  openrouter: hearCompletion,
  mistral: hearCompletion,
  local: hearCompletion,
  gemini: hearContent,
};
