import { LRUCache } from 'lru-cache';
import { ModelError } from '../../domain/agents/gateway/model-error.ts';
import type { LanguageModel, ModelAnswer, ModelCall, OnDelta } from '../../domain/agents/language-model.ts';
import type { ProviderId } from '../../domain/agents/provider-id.ts';
import type { Clock } from '../../domain/shared/ports.ts';
import { Answering } from './answers/answering.ts';
import { Deadline } from './deadline.ts';
import { DIALECTS } from './dialects/dialects.ts';
import { type FailureFacts, readFailure } from './failure-facts.ts';
import { failureOf, foundBy, messageWithoutKey } from './model-failure.ts';
import { type ConfiguredProvider, isProviderId, PROVIDERS } from './provider.ts';
import { Refused } from './refused.ts';
import { type ComposedRequest, composeRequest } from './requests/compose-request.ts';
import { type Part, refusedPart } from './requests/refused-part.ts';
import { nameOf, RefusedParts } from './requests/refused-parts.ts';
import { type ModelMaker, modelMaker, type SdkModel } from './requests/sdk-models.ts';
import { BoundedBody } from './wire/bounded-body.ts';
import { listen } from './wire/listen.ts';
import { send } from './wire/send.ts';

/** Callers may name any model of a provider, so the number of models kept is limited. */
const MAX_MODELS = 1_000;
/** Maximum number of parts that a model may refuse in one call. */
const MAX_REFUSED_PARTS = 4;

/** A call, and what has arrived for it. */
interface Asking {
  readonly call: ModelCall;
  readonly provider: ProviderId;
  readonly answering: Answering;
  readonly deadline: Deadline;
}

/**
 * Language models of all providers. The AI SDK of Vercel writes the requests in their dialects; the answers are read
 * here, because the SDK fails at what its schemas do not know. One answer is asked for, without retries; only a part of
 * the request that the model refuses is left out in a further request of the same call.
 */
export class AiSdkLanguageModel implements LanguageModel {
  private readonly providers: ReadonlyMap<string, ConfiguredProvider>;
  private readonly clock: Clock;
  private readonly makers = new Map<string, Promise<ModelMaker>>();
  private readonly models = new LRUCache<string, Promise<SdkModel>>({ max: MAX_MODELS });
  private readonly refusedParts = new RefusedParts();

  constructor(providers: readonly ConfiguredProvider[], clock: Clock) {
    this.providers = new Map(providers.map((provider) => [provider.id, provider]));
    this.clock = clock;
  }

  async call(call: ModelCall, onDelta: OnDelta, signal: AbortSignal): Promise<ModelAnswer> {
    const provider = providerOf(call);
    const configured = this.providers.get(provider);
    if (!configured) throw new ModelError('AUTH', messageWithoutKey(call, provider));
    const asking = { call, provider, answering: new Answering(call, onDelta), deadline: new Deadline(call, signal) };
    try {
      return await this.answer(asking, await this.modelFor(call, configured));
    } catch (error) {
      asking.deadline.abandon();
      return kept(asking, error) ?? this.fail(asking, error, configured);
    }
  }

  private async answer(asking: Asking, model: SdkModel): Promise<ModelAnswer> {
    const { call, answering, deadline } = asking;
    const known = this.refusedParts.of(call);
    const refused = new Set(known);
    for (;;) {
      deadline.signal.throwIfAborted();
      const request = await composeRequest(model, call, refused);
      try {
        return await hearAnswer(asking, request);
      } catch (error) {
        const isLast = refused.size >= known.size + MAX_REFUSED_PARTS || deadline.signal.aborted;
        const part = isLast ? null : partRefusedBy(error, asking, { request, refused });
        if (part === null) throw error;
        refused.add(part);
      } finally {
        // Only a request that the model answers shows that the refused parts were the cause.
        if (answering.hasStarted) this.refusedParts.add(call, refused);
      }
    }
  }

  /** Creating a model of the SDK takes a third of the time of a call, so models are reused. */
  private modelFor(call: ModelCall, provider: ConfiguredProvider): Promise<SdkModel> {
    return once(this.models, nameOf(call), async () => (await this.makerOf(provider))(call.model.model));
  }

  private makerOf(provider: ConfiguredProvider): Promise<ModelMaker> {
    return once(this.makers, provider.id, () => modelMaker(provider));
  }

  private fail({ call, answering, deadline }: Asking, thrown: unknown, { id, apiKey }: ConfiguredProvider): never {
    const found = foundBy(thrown, answering, deadline.stoppedBy);
    const facts: FailureFacts = readFailure(found.error, answering.headers !== null);
    const context = { call, provider: PROVIDERS[id], apiKey, now: this.clock.now() };
    throw failureOf(context, { ...found, facts, answering });
  }
}

interface Kept<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): unknown;
  delete(key: K): unknown;
}

/** What is known of a key, or is made now. What could not be made is made again by the next call. */
function once<K, V>(known: Kept<K, Promise<V>>, key: K, make: () => Promise<V>): Promise<V> {
  const before = known.get(key);
  if (before) return before;
  const made = make();
  known.set(key, made);
  made.catch(() => known.delete(key));
  return made;
}

/** The part of the request that the model refused, so that a request without it is worth a try; null without one. */
function partRefusedBy(
  error: unknown,
  { call, answering }: Asking,
  sent: { readonly request: ComposedRequest; readonly refused: ReadonlySet<Part> },
): Part | null {
  if (answering.hasStarted || !(error instanceof Refused)) return null;
  return refusedPart(readFailure(error, true), { call, ...sent });
}

/** Sends the request, and reads the answer until it is over. */
async function hearAnswer({ provider, answering, deadline }: Asking, request: ComposedRequest): Promise<ModelAnswer> {
  const response = await send(request, deadline.signal);
  answering.headers = response.headers;
  const body = new BoundedBody(response.body, answering.limits.bytes);
  await listen(response, body, {
    dialect: DIALECTS[provider],
    maxEvent: answering.limits.event,
    patienceMs: () => answering.patienceMs,
    suspect: (words) => answering.suspect(words),
    hear: (heard) => {
      if (Object.values(heard).some(Boolean)) deadline.heard();
      return answering.hear(heard);
    },
  });
  deadline.signal.throwIfAborted();
  const answer = answering.finish();
  deadline.release();
  body.letGo(() => deadline.abandon());
  return answer;
}

/** The answer that was complete before the connection failed; null when there is none. */
function kept({ answering, deadline: { stoppedBy } }: Asking, error: unknown): ModelAnswer | null {
  if (stoppedBy === 'CANCELLED' || error instanceof Refused || !answering.isWhole) return null;
  try {
    return answering.finish();
  } catch {
    return null;
  }
}

function providerOf({ model: { provider } }: ModelCall): ProviderId {
  if (isProviderId(provider)) return provider;
  throw new ModelError('AUTH', `There is no provider ${provider}; there are: ${Object.keys(PROVIDERS).join(', ')}.`);
}
