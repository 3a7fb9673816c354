import { failureIn } from './failures.ts';
import type { Heard, ToldUsage } from './heard.ts';
import { at, countOf, joined, listAt, nameAt, textAt } from './values.ts';

/** For models without structured output the SDK asks for a call of this tool. Its input is the answer. */
const ANSWER_TOOL = 'json';

/** The messages of Anthropic, streamed or whole. */
export function hearMessage(data: unknown, eventName: string): Heard {
  const failure = failureIn(data, eventName);
  if (failure !== undefined) return { failure };
  switch (textAt(data, 'type') ?? eventName) {
    case 'message_start':
      // Its number of output tokens is only that of the beginning.
      return {
        model: nameAt(data, 'message', 'model'),
        usage: { input: usageOf(at(data, 'message', 'usage')).input },
      };
    case 'content_block_start':
      return pieceOf(at(data, 'content_block'));
    case 'content_block_delta':
      return pieceOf(at(data, 'delta'));
    case 'message_delta':
      return { reason: textAt(data, 'delta', 'stop_reason'), usage: usageOf(at(data, 'usage')) };
    case 'message_stop':
      return { isOver: true };
    case 'message':
      return wholeOf(data);
    default:
      return {};
  }
}

function pieceOf(piece: unknown): Heard {
  switch (at(piece, 'type')) {
    case 'text':
    case 'text_delta':
      return { text: textAt(piece, 'text') };
    case 'input_json_delta':
      return { text: textAt(piece, 'partial_json') };
    default:
      return { isThinking: /thinking|signature/.test(String(at(piece, 'type'))) };
  }
}

function wholeOf(message: unknown): Heard {
  const whole = joined(
    listAt(message, 'content').map((block) => {
      if (at(block, 'type') === 'text') return textAt(block, 'text');
      const isAnswer = at(block, 'type') === 'tool_use' && at(block, 'name') === ANSWER_TOOL;
      return isAnswer ? JSON.stringify(at(block, 'input')) : '';
    }),
  );
  const reason = textAt(message, 'stop_reason');
  return { whole, reason, model: nameAt(message, 'model'), usage: usageOf(at(message, 'usage')), isOver: true };
}

/** Tokens that were written to a cache or read from it are counted apart. */
function usageOf(usage: unknown): ToldUsage {
  const cached = [at(usage, 'cache_creation_input_tokens'), at(usage, 'cache_read_input_tokens')];
  return { input: countOf(at(usage, 'input_tokens'), ...cached), output: countOf(at(usage, 'output_tokens')) };
}
