import { ModelError } from '../../../src/domain/agents/gateway/model-error.ts';
import type { ModelAnswer, ModelCall } from '../../../src/domain/agents/language-model.ts';
import type { ProviderId } from '../../../src/domain/agents/provider-id.ts';
import { AiSdkLanguageModel } from '../../../src/infra/agents/ai-sdk.ts';
import { PROVIDERS } from '../../../src/infra/agents/provider.ts';
import { systemClock } from '../../../src/infra/runtime.ts';
import { type Behaviour, ProviderServer } from '../../support/providers/provider-server.ts';

export const KEY = 'sk-very-secret-0123456789';
export const NEVER = new AbortController().signal;

/** A fake provider, and the adapter that calls it. */
export class ProviderWorld {
  readonly server: ProviderServer;
  readonly provider: ProviderId;
  deltas: string[] = [];
  private model: AiSdkLanguageModel | undefined;

  constructor(provider: ProviderId) {
    this.provider = provider;
    this.server = new ProviderServer(provider);
  }

  async open(): Promise<void> {
    const address = await this.server.open();
    const baseUrl = address + PROVIDERS[this.provider].path;
    this.model = new AiSdkLanguageModel([{ id: this.provider, apiKey: KEY, baseUrl }], systemClock);
  }

  close(): Promise<void> {
    return this.server.close();
  }

  call(behaviour: Behaviour, over: Partial<ModelCall> = {}, signal: AbortSignal = NEVER): Promise<ModelAnswer> {
    this.deltas = [];
    this.server.received.length = 0;
    this.server.behaviour = behaviour;
    const call: ModelCall = {
      model: { provider: this.provider, model: 'claude-opus-4-6' },
      system: 'You are a debater.',
      prompt: 'SQLite or PostgreSQL?',
      schema: null,
      maxOutputTokens: 200,
      timeoutMs: 5_000,
      silenceMs: 5_000,
      ...over,
    };
    if (!this.model) throw new Error('Open the world first.');
    return this.model.call(call, (text) => this.deltas.push(text), signal);
  }

  /** Makes a call that must fail, and returns its failure. */
  async failure(behaviour: Behaviour, over: Partial<ModelCall> = {}, signal = NEVER): Promise<ModelError> {
    const outcome = await this.call(behaviour, over, signal).catch((error: unknown) => error);
    if (outcome instanceof ModelError) return outcome;
    throw new Error(`Not a ModelError: ${JSON.stringify(outcome)}`, { cause: outcome });
  }
}
