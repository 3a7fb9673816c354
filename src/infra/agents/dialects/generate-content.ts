import { failureIn } from './failures.ts';
import type { Heard, ToldUsage } from './heard.ts';
import { at, countOf, joined, listAt, nameAt, textAt } from './values.ts';

/** The content of Gemini: one chunk, or the list of all chunks of an answer that was not streamed as events. */
export function hearContent(data: unknown, eventName: string): Heard {
  return Array.isArray(data) ? together(data.map((chunk) => hearChunk(chunk, eventName))) : hearChunk(data, eventName);
}

function hearChunk(data: unknown, eventName: string): Heard {
  const failure = failureIn(data, eventName);
  if (failure !== undefined) return { failure };
  const candidate = listAt(data, 'candidates').find((one) => !at(one, 'index'));
  const parts = listAt(candidate, 'content', 'parts');
  return {
    text: joined(parts.map((part) => (at(part, 'thought') === true ? '' : textAt(part, 'text')))),
    isThinking: parts.some((part) => at(part, 'thought') === true),
    isRefused: !/^$|unspecified$/i.test(textAt(data, 'promptFeedback', 'blockReason') ?? ''),
    model: nameAt(data, 'modelVersion'),
    usage: usageOf(at(data, 'usageMetadata')),
    reason: textAt(candidate, 'finishReason'),
  };
}

function together(chunks: readonly Heard[]): Heard {
  const failure = chunks.find((chunk) => chunk.failure !== undefined);
  if (failure) return failure;
  const told = Object.assign(
    {},
    ...chunks.map((chunk) => Object.fromEntries(Object.entries(chunk).filter(([, value]) => value))),
  ) as Heard;
  return { ...told, text: joined(chunks.map(({ text }) => text)) };
}

function usageOf(usage: unknown): ToldUsage {
  const [said, thought] = [at(usage, 'candidatesTokenCount'), at(usage, 'thoughtsTokenCount')];
  return {
    input: countOf(at(usage, 'promptTokenCount'), at(usage, 'toolUsePromptTokenCount')),
    // A count of 0 is left out, for example when all tokens were thoughts.
    output: countOf(said ?? (thought === undefined ? undefined : 0), thought),
  };
}
