import { failureIn, isTold } from './failures.ts';
import type { Heard, ToldUsage } from './heard.ts';
import { at, countOf, joined, listAt, nameAt, textAt } from './values.ts';

/** Keys under which servers stream the thoughts of a model. */
const THOUGHTS = ['reasoning_content', 'reasoning', 'reasoning_details', 'thinking'];

/** The chat completions of OpenAI, as spoken by OpenRouter, Mistral and local servers; streamed or whole. */
export function hearCompletion(data: unknown, eventName: string): Heard {
  const choices = listAt(data, 'choices');
  const choice = choices.find((one) => !Number(at(one, 'index')));
  const failure = failureIn(data, eventName) ?? (isTold(at(choice, 'error')) ? data : undefined);
  if (failure !== undefined) return { failure };
  const said = [at(choice, 'delta'), at(choice, 'message')];
  return {
    text:
      contentOf(at(said[0], 'content') ?? at(said[0], 'text')) ??
      (said.some(Boolean) ? undefined : textAt(choice, 'text')),
    whole: contentOf(at(said[1], 'content')),
    isThinking: said.some((one) => THOUGHTS.some((key) => Boolean(at(one, key)))),
    isRefused: said.some((one) => textAt(one, 'refusal') !== undefined),
    model: nameAt(data, 'model'),
    usage: usageOf(at(data, 'usage') ?? at(choice, 'usage') ?? at(data, 'x_groq', 'usage')),
    reason: textAt(choice, 'finish_reason'),
  };
}

/** A text, a part, or parts, some of which are thoughts. A part without a type is text. */
function contentOf(content: unknown): string | undefined {
  if (typeof content === 'string') return content;
  if (typeof content !== 'object' || content === null) return undefined;
  if (isOwnObject(content)) return JSON.stringify(content);
  return joined([content].flat().map((part) => (typeof part === 'string' ? part : textOf(part))));
}

/** The answer itself: some servers send it as the object that was asked for. */
function isOwnObject(content: object): boolean {
  return !Array.isArray(content) && at(content, 'type') === undefined && Object.keys(content).length > 1;
}

function textOf(part: unknown): string | undefined {
  return ['text', 'output_text'].includes(String(at(part, 'type') ?? 'text')) ? textAt(part, 'text') : undefined;
}

function usageOf(usage: unknown): ToldUsage | undefined {
  if (typeof usage !== 'object' || usage === null) return undefined;
  return { input: countOf(at(usage, 'prompt_tokens')), output: countOf(at(usage, 'completion_tokens')) };
}
