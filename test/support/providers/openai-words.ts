/** The fields of a request of the chat protocol that the tests use. */
export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly stream?: boolean;
  readonly stream_options?: { readonly include_usage?: boolean };
}

/** Lengths of the pieces, in a cycle: short ones that split characters, and long ones. */
const LENGTHS = [1, 2, 3, 90, 5, 1, 200, 17];

/** The words in pieces that end at odd places, also between the two halves of a character outside the basic plane. */
export function piecesOf(words: string): readonly string[] {
  const pieces: string[] = [];
  for (let from = 0; from < words.length; ) {
    const length = LENGTHS[pieces.length % LENGTHS.length] ?? 1;
    pieces.push(words.slice(from, from + length));
    from += length;
  }
  return pieces;
}

/** The events of a streamed answer, one by one. Usage is sent only on request, as real servers do. */
export function* chunksOf(request: ChatRequest, pieces: readonly string[]): Generator<string> {
  const chunk = (choices: readonly unknown[], more: object = {}) =>
    `data: ${JSON.stringify({ id: 'chat_1', object: 'chat.completion.chunk', created: 1, model: request.model, choices, ...more })}\n\n`;
  yield chunk([{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }]);
  for (const content of pieces) yield chunk([{ index: 0, delta: { content }, finish_reason: null }]);
  yield chunk([{ index: 0, delta: {}, finish_reason: 'stop' }]);
  if (request.stream_options?.include_usage) yield chunk([], { usage: usageOf(tokensOf(request, pieces.join(''))) });
  yield 'data: [DONE]\n\n';
}

/** The whole answer at once. */
export function completionOf(request: ChatRequest, content: string): object {
  const message = { role: 'assistant', content };
  const choices = [{ index: 0, message, finish_reason: 'stop' }];
  return {
    id: 'chat_1',
    object: 'chat.completion',
    created: 1,
    model: request.model,
    choices,
    usage: usageOf(tokensOf(request, content)),
  };
}

/** Counts a token for every word. */
export function tokensOf({ messages }: ChatRequest, content: string) {
  const asked = messages.map((message) => message.content).join(' ');
  return { input: asked.split(/\s+/).length, output: content.split(/\s+/).length };
}

function usageOf({ input, output }: ReturnType<typeof tokensOf>) {
  return { prompt_tokens: input, completion_tokens: output, total_tokens: input + output };
}
