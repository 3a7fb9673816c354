import { wrapLanguageModel } from 'ai';
import type { JsonSchema } from '../../domain/agents/language-model.ts';
import type { SdkModel } from './sdk-models.ts';

/** What the SDK names as the model that answered when the provider names none. */
export const UNNAMED = 'unnamed';

type Headers = Readonly<Record<string, string>>;

/**
 * The model with what the SDK's own call does not give: a form of the answer that is still streamed piece by piece as
 * text, the headers of the response as soon as they are there, and the difference between a model that is named in the
 * answer and one that was only asked for. It adds no step to the stream, whose steps are what a call costs.
 */
export function tapped(model: SdkModel, schema: JsonSchema | null, onHeaders: (headers: Headers) => void): SdkModel {
  const responseFormat = schema === null ? {} : { responseFormat: { type: 'json' as const, schema, name: 'answer' } };
  return wrapLanguageModel({
    model,
    modelId: UNNAMED,
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
