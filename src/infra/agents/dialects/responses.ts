import { failureIn, isTold } from './failures.ts';
import type { Heard, ToldUsage } from './heard.ts';
import { at, countOf, joined, listAt, nameAt, textAt } from './values.ts';

/** The events that end a response. */
const LAST = /^response\.(completed|incomplete|failed|cancelled|canceled|done)$/;

/** The responses of OpenAI and xAI, streamed or whole. */
export function hearResponse(data: unknown, eventName: string): Heard {
  if (at(data, 'object') === 'response') return { ...endOf(data), model: nameAt(data, 'model') };
  const failure = failureIn(data, eventName);
  if (failure !== undefined) return { failure };
  const type = textAt(data, 'type') ?? eventName;
  if (LAST.test(type)) return endOf(at(data, 'response'), type);
  switch (type) {
    case 'response.created':
      return { model: nameAt(data, 'response', 'model') };
    case 'response.output_text.delta':
      return { text: textAt(data, 'delta') };
    case 'response.output_item.added':
      return { isSaid: false };
    case 'response.output_item.done':
      return at(data, 'item', 'type') === 'message' ? { isSaid: at(data, 'item', 'status') === 'completed' } : {};
    case 'response.refusal.delta':
    case 'response.refusal.done':
      return { isRefused: true };
    default:
      return { isThinking: type.startsWith('response.reasoning') };
  }
}

function endOf(response: unknown, type = ''): Heard {
  const status = textAt(response, 'status') ?? LAST.exec(type)?.[1];
  if (isTold(at(response, 'error')) || status === 'failed') return { failure: { error: at(response, 'error') } };
  const parts = listAt(response, 'output').flatMap((item) => listAt(item, 'content'));
  const texts = parts.map((part) => (at(part, 'type') === 'output_text' ? textAt(part, 'text') : ''));
  return {
    whole: joined(texts),
    isRefused: parts.some((part) => at(part, 'type') === 'refusal'),
    reason: textAt(response, 'incomplete_details', 'reason') ?? status,
    usage: usageOf(at(response, 'usage')),
    isOver: true,
  };
}

/** xAI may count the tokens read from a cache apart: then there are more of them than input tokens. */
function usageOf(usage: unknown): ToldUsage {
  const [input, cached] = [at(usage, 'input_tokens'), at(usage, 'input_tokens_details', 'cached_tokens')];
  const apart = Number(cached) > Number(input) ? cached : undefined;
  return { input: countOf(input, apart), output: countOf(at(usage, 'output_tokens')) };
}
