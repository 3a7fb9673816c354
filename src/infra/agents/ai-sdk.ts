import { streamText } from 'ai';
import { ModelError } from '../../domain/agents/gateway/model-error.ts';
import type { LanguageModel, ModelAnswer, ModelCall, OnDelta } from '../../domain/agents/language-model.ts';
import type { Clock } from '../../domain/shared/ports.ts';
import { classify } from './classify.ts';
import { Deadline } from './deadline.ts';
import { type FailureFacts, readFailure } from './failure-facts.ts';
import { codeOf, type FailureKind, messageOf } from './failure-kinds.ts';
import { withMiddleware } from './model-middleware.ts';
import { type ConfiguredProvider, isProviderId, PROVIDERS, type ProviderNames } from './provider.ts';
import { retryAfterMs } from './retry-after.ts';
import { type ModelMaker, modelMaker, PROVIDER_OPTIONS, type SdkModel } from './sdk-models.ts';
import { Answering } from './streamed-answer.ts';
import { Unusable } from './unusable.ts';

/** Failures for which providers name the time of recovery. */
const PASSING: readonly FailureKind[] = ['RATE_LIMIT', 'OVERLOADED', 'NO_CREDIT'];

/** Messages to a model, so that its next answer is usable. */
const COMPLAINTS: Readonly<Partial<Record<FailureKind, string>>> = {
  EMPTY: 'It was empty.',
  TRUNCATED: 'It was too long and was cut off: be shorter.',
  FORM_REFUSED: 'Write JSON and nothing else.',
};

/** Usage of a response that did not come from a model. */
const NOTHING_USED = { inputTokens: 0, outputTokens: 0, isEstimated: false };

/** Language models over the AI SDK of Vercel: one request for each call, without retries. */
export class AiSdkLanguageModel implements LanguageModel {
  private readonly providers: ReadonlyMap<string, ConfiguredProvider>;
  private readonly clock: Clock;
  private readonly makers = new Map<string, Promise<ModelMaker>>();
  private readonly models = new Map<string, Promise<SdkModel>>();
  /** Models that refused a schema for the answer, as `provider:model`. */
  private readonly formless = new Set<string>();

  constructor(providers: readonly ConfiguredProvider[], clock: Clock) {
    this.providers = new Map(providers.map((provider) => [provider.id, provider]));
    this.clock = clock;
  }

  async call(call: ModelCall, onDelta: OnDelta, signal: AbortSignal): Promise<ModelAnswer> {
    const names = namesOf(call);
    const model = await this.modelFor(call, names);
    const deadline = new Deadline(call, signal);
    const answering = new Answering(call, onDelta);
    try {
      const answer = await this.answer(call, model, answering, deadline);
      deadline.release();
      return answer;
    } catch (error) {
      deadline.abandon();
      throw this.failure(call, error, { provider: names, answering, deadline });
    }
  }

  private async answer(
    call: ModelCall,
    model: SdkModel,
    answering: Answering,
    deadline: Deadline,
  ): Promise<ModelAnswer> {
    deadline.signal.throwIfAborted();
    const schema = this.formless.has(nameOf(call)) ? null : call.schema;
    const { fullStream } = streamText({
      model: withMiddleware(model, schema, (headers) => answering.open(headers)),
      instructions: call.system,
      prompt: call.prompt,
      maxOutputTokens: call.maxOutputTokens,
      maxRetries: 0,
      providerOptions: PROVIDER_OPTIONS,
      abortSignal: deadline.signal,
      // Gemini names its model only in the raw chunks, which the SDK does not map.
      include: { rawChunks: call.model.provider === 'gemini' },
      // Failures also come through the stream. This keeps them off the console.
      onError: () => {},
    });
    for await (const part of fullStream) {
      if (part.type !== 'ping') deadline.heard();
      answering.take(part);
    }
    deadline.signal.throwIfAborted();
    return answering.finish();
  }

  /** Creating a model of the SDK takes a third of the time of a call, so models are reused. */
  private modelFor(call: ModelCall, names: ProviderNames): Promise<SdkModel> {
    const provider = this.providers.get(call.model.provider);
    if (!provider)
      throw new ModelError('AUTH', messageOf('KEY_MISSING', { provider: names, call, retryAfterMs: null }));
    const model = this.models.get(nameOf(call)) ?? this.makerOf(provider).then((make) => make(call.model.model));
    this.models.set(nameOf(call), model);
    return model;
  }

  private makerOf(provider: ConfiguredProvider): Promise<ModelMaker> {
    const maker = this.makers.get(provider.id) ?? modelMaker(provider);
    this.makers.set(provider.id, maker);
    return maker;
  }

  private failure(
    call: ModelCall,
    error: unknown,
    { provider, answering, deadline }: { provider: ProviderNames; answering: Answering; deadline: Deadline },
  ): ModelError {
    const facts = readFailure(error);
    const kind = deadline.stoppedBy ?? kindOf(error, facts, answering);
    if (kind === 'FORM_REFUSED' && call.schema !== null) this.formless.add(nameOf(call));
    const wait = PASSING.includes(kind) ? retryAfterMs(facts, this.clock.now()) : null;
    const message = messageOf(kind, { provider, call, retryAfterMs: wait });
    return new ModelError(codeOf(kind), message, {
      retryAfterMs: wait,
      partialText: answering.text,
      usage: answering.reportedUsage ?? (kind === 'NOT_AN_API' ? NOTHING_USED : null),
      complaint: COMPLAINTS[kind] ?? null,
      cause: error,
    });
  }
}

function kindOf(error: unknown, facts: FailureFacts, { isHtml, hasStarted }: Answering): FailureKind {
  if (isHtml) return 'NOT_AN_API';
  return error instanceof Unusable ? error.kind : classify(facts, hasStarted);
}

function nameOf({ model: { provider, model } }: ModelCall): string {
  return `${provider}:${model}`;
}

function namesOf({ model: { provider } }: ModelCall): ProviderNames {
  if (isProviderId(provider)) return PROVIDERS[provider];
  throw new ModelError('AUTH', `There is no provider ${provider}; there are: ${Object.keys(PROVIDERS).join(', ')}.`);
}
