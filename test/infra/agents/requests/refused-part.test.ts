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
    ["Unknown field 'stream_options'.", 'stream_options'],
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

  it('is left out of the next request', async () => {
    expect((await composed()).body).toMatchObject({ max_tokens: 100, stream: true, response_format: {} });
    const { body } = await composed('FORM', 'SYSTEM', 'max_tokens', 'stream_options');
    expect(Object.keys(body).toSorted()).toEqual(['max_completion_tokens', 'messages', 'model', 'stream']);
    expect(body.messages).toEqual([{ role: 'user', content: 'You debate.\n\nWhich?' }]);
    expect(Object.keys((await composed('max_tokens', 'max_completion_tokens')).body)).not.toContain('max_tokens');
  });
});
