import type { ModelEntry } from '../../../src/domain/agents/catalogue.ts';
import { Gateway } from '../../../src/domain/agents/gateway/gateway.ts';
import type { Generated, Generation } from '../../../src/domain/agents/gateway/generation.ts';
import type { GatewayTimes } from '../../../src/domain/agents/gateway/ports.ts';
import type { ProviderModels } from '../../../src/domain/agents/ports.ts';
import { nameOf, Roster, refOfName } from '../../../src/domain/agents/roster.ts';
import type { TurnListener } from '../../../src/domain/debates/run/turn-request.ts';
import { Breakers } from '../../../src/domain/shared/breakers.ts';
import type { Attempt } from '../../../src/domain/shared/call.ts';
import type { SharedState } from '../../../src/domain/shared/ports.ts';
import type { Signals } from '../../../src/domain/shared/signals.ts';
import { MemorySharedState } from '../../../src/infra/shared-state/memory.ts';
import { FakeClock } from '../fake-clock.ts';
import { type ModelReply, ScriptedModel } from './scripted-model.ts';

const VARIABLES: Readonly<Record<string, string>> = {
  anthropic: 'ANTHROPIC_API_KEY',
  openai: 'OPENAI_API_KEY',
  mistral: 'MISTRAL_API_KEY',
  gemini: 'GEMINI_API_KEY',
  xai: 'XAI_API_KEY',
  openrouter: 'OPENROUTER_API_KEY',
  local: 'ARAGORA_LOCAL_BASE_URL',
};

const CENT = { inputPerMillionUsd: 10_000, outputPerMillionUsd: 10_000, asOf: '2026-11-01', source: 'a test' };

/** A model as an entry of a catalogue, with default values. */
export function aModel(name: string, wish: Partial<ModelEntry> = {}): ModelEntry {
  const { provider, model } = refOfName(name);
  const openrouterModel = provider === 'openrouter' || provider === 'local' ? null : `${provider}/${model}`;
  const known = { family: provider, label: model, openrouterModel, contextTokens: 100_000, price: CENT };
  return { provider, model, ...known, ...wish };
}

/** Providers in the order of their first models; those in `unset` have no key. */
export function aRoster(models: readonly ModelEntry[], unset: readonly string[] = []): Roster {
  const byProvider = Map.groupBy(models, ({ provider }) => provider);
  const names = new Set([...byProvider.keys(), ...unset]);
  return new Roster(
    [...names].map(
      (provider): ProviderModels => ({
        provider,
        variable: VARIABLES[provider] ?? 'SOME_KEY',
        needsKey: provider !== 'local',
        isConfigured: !unset.includes(provider),
        models: byProvider.get(provider) ?? [],
      }),
    ),
  );
}

export interface ModelsWish {
  readonly models?: readonly ModelEntry[];
  readonly replies: Readonly<Record<string, readonly ModelReply[]>>;
  readonly times?: GatewayTimes;
  readonly shared?: SharedState;
  readonly clock?: FakeClock;
}

/** A gateway over scripted models, on a fake clock. Every token costs a cent. */
export class ModelsWorld {
  readonly clock: FakeClock;
  readonly model: ScriptedModel;
  readonly roster: Roster;
  readonly breakers: Breakers;
  readonly gateway: Gateway;
  readonly signals: { name: keyof Signals; detail: Signals[keyof Signals] }[] = [];

  constructor({ models = [aModel('openai:gpt')], replies, times, shared, clock = new FakeClock() }: ModelsWish) {
    this.clock = clock;
    this.model = new ScriptedModel(this.clock, replies);
    this.roster = aRoster(models);
    const prices = new Map(models.map((entry) => [nameOf(entry), entry.price]));
    this.breakers = new Breakers({ shared: shared ?? new MemorySharedState(clock), clock, prefix: 'breaker:' });
    this.gateway = new Gateway({
      languageModel: this.model,
      roster: this.roster,
      costOf: (ref, { inputTokens, outputTokens }) =>
        (prices.get(nameOf(ref)) ?? null) === null ? null : (inputTokens + outputTokens) / 100,
      breakers: this.breakers,
      clock,
      emit: (name, detail) => void this.signals.push({ name, detail }),
      ...(times && { times }),
    });
  }

  /** Generates an answer, and advances the clock until it is there. */
  generate<T = string>(name: string, wish: Partial<Generation<T>> = {}, listener: TurnListener = new Recorder()) {
    return this.clock.passing(this.ask(name, wish, listener));
  }

  ask<T = string>(
    name: string,
    wish: Partial<Generation<T>> = {},
    listener: TurnListener = new Recorder(),
    signal = new AbortController().signal,
  ): Promise<Generated<T>> {
    const read = (text: string) => text as T;
    const asked = { system: 'Be brief.', prompt: 'Which?', schema: null, maxOutputTokens: 100, read, ...wish };
    return this.gateway.generate(refOfName(name), asked, listener, signal);
  }

  details<K extends keyof Signals>(name: K): readonly Signals[K][] {
    return this.signals.filter((signal) => signal.name === name).map(({ detail }) => detail as Signals[K]);
  }
}

/** A listener that records what it receives. It allows the given number of attempts. */
export class Recorder implements TurnListener {
  readonly heard: string[] = [];
  readonly attempts: Attempt[] = [];
  private readonly allowed: number;
  /** Refuses further attempts once it aborts. */
  private readonly stopped: AbortSignal | undefined;

  constructor(allowed = 100, stopped?: AbortSignal) {
    this.allowed = allowed;
    this.stopped = stopped;
  }

  text(piece: string): void {
    this.heard.push(piece);
  }

  restart(): void {
    this.heard.push('RESTART');
  }

  attempting(): void {
    this.stopped?.throwIfAborted();
  }

  attempted(attempt: Attempt): boolean {
    this.attempts.push(attempt);
    return this.attempts.length < this.allowed;
  }
}
