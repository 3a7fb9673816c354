import { describe, expect, it } from 'vitest';
import type { ModelCall } from '../../../../src/domain/agents/language-model.ts';
import { composeRequest } from '../../../../src/infra/agents/requests/compose-request.ts';
import { type Part, refusedPart } from '../../../../src/infra/agents/requests/refused-part.ts';
import { modelMaker } from '../../../../src/infra/agents/requests/sdk-models.ts';

const CALL: ModelCall = {
  model: { provider: 'local', model: 'm' },
  system: 'You debate.',
  prompt: 'Which?',
  schema: { type: 'object', properties: {}, required: [], additionalProperties: false },
  ...{ maxOutputTokens: 100, timeoutMs: 1_000, silenceMs: 1_000 },
};
const make = await modelMaker({ id: 'local', apiKey: null, baseUrl: 'http://127.0.0.1:1/v1' });

function composed(...refused: Part[]) {
  return composeRequest(make('m'), CALL, new Set(refused));
}

async function partIn(words: string, status = 400, refused: readonly Part[] = []) {
  const facts = {
    status,
    body: JSON.stringify({ error: { message: words } }),
    headers: {},
    isHtml: false,
    networkCode: null,
  };
  return refusedPart(facts, { call: CALL, request: await composed(...refused), refused: new Set(refused) });
}

describe('a refused part of a request', () => {
  it.each([
    ['Structured output is not available for this model.', 'FORM'],
    ['Failed to compile the grammar.', 'FORM'],
    ["Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.", 'max_tokens'],
    ['This model does not support JSON output.', 'FORM'],
    ['outlines backend is not installed', 'FORM'],
    ['this model is not supported MaxTokens, please use MaxCompletionTokens', 'max_tokens'],
    ["Unknown field 'stream_options'.", 'stream_options'],
    // github.com/chatboxai/chatbox/issues/2263
    ['Your organization must be verified to stream this model.', 'stream'],
    ['Streaming is not supported with this model.', 'stream'],
    ["messages[0].role: must be one of 'user', 'assistant'", 'SYSTEM'],
    ["Input should be 'user' or 'assistant' [type=literal_error, input_value='system']", 'SYSTEM'],
    ['messages[0].role: unknown variant `system`, expected one of `user`, `assistant`', 'SYSTEM'],
    ['Unexpected role: system', 'SYSTEM'],
    ["'system' is not one of ['assistant', 'user']", 'SYSTEM'],
    ["'stream' does not support true with this model.", 'stream'],
    ['System role not supported', 'SYSTEM'],
    ["'messages[0].role' does not support 'system' with this model.", 'SYSTEM'],
    ['Conversation roles must alternate user/assistant/user/assistant/...', 'SYSTEM'],
  ])('is named by %s', async (words, part) => {
    expect(await partIn(words)).toBe(part);
    expect(await partIn(words, 400, [part])).not.toBe(part);
  });

  it.each([
    ['The prompt is empty.', 400],
    ['max_tokens must be at least 1.', 400],
    ["'temperature' is not supported.", 400],
    ['The model is not supported.', 400],
    ["This model's maximum context length is 8192 tokens; reduce max_tokens, which is not supported.", 400],
    ['Incorrect API key provided; response_format', 401],
    ['Rate limit exceeded for json_schema.', 429],
    ['The stream was interrupted by an unknown error.', 500],
    ['ERROR: relation "usage" does not exist in schema "public"', 500],
    ['response_format is not supported', 502],
    ['Structured output is not available.', 503],
  ])('is not meant by %s', async (words, status) => {
    expect(await partIn(words, status)).toBeNull();
  });

  it('is named by a function of Python, as a failure of the server', async () => {
    const words = "create_chat_completion() got an unexpected keyword argument 'stream_options'";
    expect(await partIn(words, 500)).toBe('stream_options');
    expect(await partIn("load() got an unexpected keyword argument 'gpu'", 500)).toBeNull();
  });

  it('is the form when the tool for it is refused', async () => {
    const maker = await modelMaker({ id: 'anthropic', apiKey: 'key', baseUrl: null });
    const request = await composeRequest(maker('claude-3-haiku-20240307'), CALL, new Set());
    expect(request.body).toHaveProperty('tools');
    for (const words of [
      'Thinking may not be enabled when tool_choice forces tool use.',
      'x does not support tools',
      'Tool use is not supported.',
    ]) {
      const facts = { status: 400, body: words, headers: {}, isHtml: false, networkCode: null };
      expect(refusedPart(facts, { call: CALL, request, refused: new Set() })).toBe('FORM');
    }
    expect(await partIn('Tool use is not supported.')).toBeNull();
  });

  it('is not meant by a model that misses the form once', async () => {
    const words =
      "Generated JSON does not match the expected schema. Please adjust your prompt. See 'failed_generation'.";
    expect(await partIn(words)).toBeNull();
  });

  it('takes the options of the stream with the stream', async () => {
    expect((await composed('stream')).body).not.toHaveProperty('stream_options');
  });

  it('is left out of the next request', async () => {
    expect((await composed()).body).toMatchObject({ max_tokens: 100, stream: true, response_format: {} });
    const { body } = await composed('FORM', 'SYSTEM', 'max_tokens', 'stream_options');
    expect(Object.keys(body).toSorted()).toEqual(['max_completion_tokens', 'messages', 'model', 'stream']);
    expect(body.messages).toEqual([{ role: 'user', content: 'You debate.\n\nWhich?' }]);
    expect(Object.keys((await composed('max_tokens', 'max_completion_tokens')).body)).not.toContain('max_tokens');
  });
});
