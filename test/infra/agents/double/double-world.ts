import { type CallResult, callOnce } from '../../../../src/domain/agents/gateway/call-once.ts';
import type { Generation } from '../../../../src/domain/agents/gateway/generation.ts';
import type { ProviderId } from '../../../../src/domain/agents/provider-id.ts';
import { AiSdkLanguageModel } from '../../../../src/infra/agents/ai-sdk.ts';
import { PROVIDERS } from '../../../../src/infra/agents/provider.ts';
import { systemClock } from '../../../../src/infra/runtime.ts';
import { modelAsk, wishFor } from '../../../domain/agents/panel.ts';
import type { Command } from './command.ts';
import { DoubleServer, type Script } from './double-server.ts';

/** Long enough for a busy machine. A call that waits for its limit of silence fails its test. */
export const TIMES = { callMs: 40_000, silenceMs: 8_000, answerMs: 60_000 };

const NEVER = new AbortController().signal;

/** A call of the double, as the gateway makes it, and what viewers saw of it. */
export interface Seen {
  readonly result: CallResult<{ readonly text: string }>;
  readonly live: string;
}

/** A double, and the adapter that calls it. */
export class DoubleWorld {
  readonly server: DoubleServer;
  readonly provider: ProviderId;
  private adapter: AiSdkLanguageModel | undefined;

  constructor(provider: ProviderId) {
    this.provider = provider;
    this.server = new DoubleServer(provider);
  }

  async open(): Promise<AiSdkLanguageModel> {
    const baseUrl = (await this.server.open()) + PROVIDERS[this.provider].path;
    this.adapter = new AiSdkLanguageModel([{ id: this.provider, apiKey: 'key', baseUrl }], systemClock);
    return this.adapter;
  }

  close(): Promise<void> {
    return this.server.close();
  }

  async call(script: Script, asked: Command['wish'], silenceMs = TIMES.silenceMs): Promise<Seen> {
    const languageModel = this.adapter ?? (await this.open());
    this.server.received.length = 0;
    this.server.script = script;
    const shown: string[] = [];
    const listener = {
      text: (piece: string) => void shown.push(piece),
      restart: () => {},
      attempting: () => {},
      attempted: () => true,
    };
    const result = await callOnce(
      { languageModel, clock: systemClock, costOf: () => null, times: { ...TIMES, silenceMs } },
      { provider: this.provider, model: modelOf(this.provider) },
      { wish: wishOf(asked), complaint: null, timeoutMs: TIMES.callMs, listener },
      NEVER,
    );
    return { result, live: shown.join('') };
  }
}

/** A model that the adapter of the provider asks for JSON by a schema. */
export function modelOf(provider: ProviderId): string {
  return provider === 'anthropic' ? 'claude-opus-4-6' : 'some-model';
}

/** Words as they are, or the proposal of a debater. */
export function wishOf(asked: Command['wish']): Generation<{ readonly text: string }> {
  const form = wishFor(modelAsk('PROPOSAL'));
  if (asked === 'WORDS') return { ...form, schema: null, read: (text) => ({ text }), reader: () => (piece) => piece };
  return { ...form, read: (text) => ({ text: form.read(text).text ?? '' }) };
}
