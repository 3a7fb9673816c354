import { wrapLanguageModel } from 'ai';
import type { JsonSchema } from '../../domain/agents/language-model.ts';
import type { SdkModel } from './sdk-models.ts';

/** The name that the SDK gives as the answering model when the provider names none. */
export const UNNAMED_MODEL = 'unnamed';

type Headers = Readonly<Record<string, string>>;

/**
 * Adds to a model what a call of the SDK lacks: a schema for an answer that is still streamed as text, the headers of the
 * response as soon as they arrive, and the difference between the model named in the answer and the requested one. It adds
 * no step to the stream, because each step costs CPU time.
 */
export function withMiddleware(
  model: SdkModel,
  schema: JsonSchema | null,
  onHeaders: (headers: Headers) => void,
): SdkModel {
  const responseFormat = schema === null ? {} : { responseFormat: { type: 'json' as const, schema, name: 'answer' } };
  return wrapLanguageModel({
    model,
    modelId: UNNAMED_MODEL,
    middleware: {
      transformParams: async ({ params }) => ({ ...params, ...responseFormat }),
      wrapStream: async ({ doStream }) => {
        const result = await doStream();
        onHeaders(result.response?.headers ?? {});
        return result;
      },
    },
  });
}
