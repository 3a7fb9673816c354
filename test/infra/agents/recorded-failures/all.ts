import * as anthropic from './anthropic.ts';
import * as gemini from './gemini.ts';
import * as local from './local.ts';
import * as mistral from './mistral.ts';
import * as openai from './openai.ts';
import * as openrouter from './openrouter.ts';
import type { RecordedEvent, RecordedRefusal } from './recorded-failure.ts';
import * as xai from './xai.ts';

const PROVIDERS = [anthropic, openai, openrouter, mistral, gemini, xai, local];

export const REFUSALS: readonly RecordedRefusal[] = PROVIDERS.flatMap((provider) => provider.REFUSALS);
export const EVENTS: readonly RecordedEvent[] = PROVIDERS.flatMap((provider) => provider.EVENTS);
