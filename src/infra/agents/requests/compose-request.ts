import type { ModelCall } from '../../../domain/agents/language-model.ts';
import { Composed } from './compose-only.ts';
import type { Part } from './refused-part.ts';
import { PROVIDER_OPTIONS, type SdkModel } from './sdk-models.ts';

/** A request in the words of a provider. */
export interface ComposedRequest {
  readonly url: string;
  readonly init: RequestInit;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Writes the request for a call, without the parts that the model refused before. */
export async function composeRequest(
  model: SdkModel,
  call: ModelCall,
  refused: ReadonlySet<Part>,
): Promise<ComposedRequest> {
  const { url, init } = await written(model, call, refused);
  const body = withoutRefused(JSON.parse(String(init.body)), refused);
  return { url, init: { ...init, body: JSON.stringify(body) }, body };
}

async function written(model: SdkModel, call: ModelCall, refused: ReadonlySet<Part>): Promise<Composed> {
  const isSystemRefused = refused.has('SYSTEM') || call.system === '';
  const words = isSystemRefused ? [call.system, call.prompt].filter(Boolean).join('\n\n') : call.prompt;
  const system = { role: 'system', content: call.system } as const;
  const user = { role: 'user', content: [{ type: 'text', text: words }] } as const;
  const isFormAsked = call.schema !== null && !refused.has('FORM');
  try {
    await model.doStream({
      prompt: [...(isSystemRefused ? [] : [system]), { ...user, content: [...user.content] }],
      maxOutputTokens: call.maxOutputTokens,
      providerOptions: PROVIDER_OPTIONS,
      ...(isFormAsked && { responseFormat: { type: 'json', schema: call.schema, name: 'answer' } }),
    });
  } catch (error) {
    if (error instanceof Composed) return error;
    throw error;
  }
  throw new Error('The SDK wrote no request.');
}

/** The two names of the limit of tokens. When one is refused, the other is used. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  max_tokens: 'max_completion_tokens',
  max_completion_tokens: 'max_tokens',
};

function withoutRefused(body: Readonly<Record<string, unknown>>, refused: ReadonlySet<Part>): Record<string, unknown> {
  const named = Object.entries(body).map(([key, value]) => [(refused.has(key) && OTHER_NAMES[key]) || key, value]);
  // Servers refuse options of a stream without a stream.
  const isLeftOut = (key: string) => refused.has(key) || (key === 'stream_options' && refused.has('stream'));
  return Object.fromEntries(named.filter(([key]) => !isLeftOut(String(key))));
}
