import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ModelCall } from '../../../src/domain/agents/language-model.ts';
import { PROVIDER_IDS, type ProviderId } from '../../../src/domain/agents/provider-id.ts';
import type { FailureCode } from '../../../src/domain/shared/call.ts';
import { AiSdkLanguageModel } from '../../../src/infra/agents/ai-sdk.ts';
import { PROVIDERS } from '../../../src/infra/agents/provider.ts';
import { systemClock } from '../../../src/infra/runtime.ts';
import type { Behaviour } from '../../support/providers/provider-server.ts';
import { KEY, NEVER, ProviderWorld } from './provider-world.ts';
import { EVENTS, REFUSALS } from './recorded-failures/all.ts';

const PIECES = ['One ', 'reason', ':\n', 'réplication ✓'];
const TEXT = PIECES.join('');
const SCHEMA = {
  type: 'object',
  properties: { vote: { type: 'string' } },
  required: ['vote'],
  additionalProperties: false,
};

function refused(status: number, headers: Record<string, string> = {}, body = '{"error":{"message":"no"}}'): Behaviour {
  return { refusal: { status, headers, body } };
}

function shortCall(provider: ProviderId): ModelCall {
  const limits = { maxOutputTokens: 1, timeoutMs: 1_000, silenceMs: 1_000 };
  return { model: { provider, model: 'x' }, system: '', prompt: '', schema: null, ...limits };
}

const html = (status: number) => refused(status, { 'content-type': 'text/html' }, '<!DOCTYPE html><h1>Welcome</h1>');

/** The behaviour of the provider, the failure code, and the advice in the message. */
const FAULTS: readonly (readonly [string, Behaviour, FailureCode, RegExp])[] = [
  ['401', refused(401), 'AUTH', /refuses the key: check [A-Z_]+_API_KEY\.$/],
  ['402', refused(402), 'OUT_OF_CREDIT', /no credit left/],
  ['403', refused(403), 'AUTH', /refuses the key/],
  ['404', refused(404, {}, '{"error":{"message":"The model x does not exist"}}'), 'AUTH', /name another in ARAGORA_/],
  ['404 of something else', refused(404, {}, 'Not Found'), 'MALFORMED', /check [A-Z_]+_BASE_URL/],
  ['408', refused(408), 'TIMEOUT', /try again/],
  [
    '410 of a model',
    refused(410, {}, '{"error":{"message":"The model x is gone"}}'),
    'AUTH',
    /name another in ARAGORA_/,
  ],
  [
    'a model that was removed',
    refused(400, {}, '{"error":{"message":"The model `x` has been decommissioned and is no longer supported."}}'),
    'AUTH',
    /name another in ARAGORA_/,
  ],
  ...[424, 425, 498, 499].map((status): (typeof FAULTS)[number] => [
    `${status}`,
    refused(status),
    'OVERLOADED',
    /later/,
  ]),
  ['413', refused(413), 'CONTEXT', /shorten the task/],
  ['429', refused(429), 'RATE_LIMIT', /try again later/],
  ['500', refused(500), 'OVERLOADED', /try again later/],
  ['503 as a web page', html(503), 'OVERLOADED', /try again later/],
  ['504', refused(504), 'OVERLOADED', /try again later/],
  ['529', refused(529), 'OVERLOADED', /try again later/],
  ['a redirect', refused(307, { location: 'http://127.0.0.1:1/' }, ''), 'MALFORMED', /check [A-Z_]+_BASE_URL/],
  ['a web page instead of an answer', html(200), 'MALFORMED', /check [A-Z_]+_BASE_URL/],
  ['a web page with 403', html(403), 'MALFORMED', /check [A-Z_]+_BASE_URL/],
  [
    'an answer that cannot be read',
    refused(200, { 'content-type': 'text/event-stream' }, 'data: {{{\n\n'),
    'MALFORMED',
    /try again/,
  ],
  ['an empty answer', { pieces: [] }, 'MALFORMED', /empty answer/],
  ['an answer of spaces', { pieces: [' ', '\n'] }, 'MALFORMED', /empty answer/],
  ['a rejection by the content rules', { reason: 'content' }, 'CONTENT', /rephrase the task/],
];

describe.each(PROVIDER_IDS)('%s', (provider) => {
  const world = new ProviderWorld(provider);
  const { label } = PROVIDERS[provider];
  beforeAll(() => world.open());
  afterAll(() => world.close());

  it('streams its answer, reports its tokens and names its model', async () => {
    const answer = await world.call({ pieces: PIECES, usage: { input: 31, output: 9 }, servedModel: 'model-2026-11' });
    expect(answer).toEqual({
      text: TEXT,
      usage: { inputTokens: 31, outputTokens: 9, isEstimated: false },
      servedModel: 'model-2026-11',
    });
    expect(world.deltas).toEqual(PIECES);
  });

  it('has no served model when the provider does not name one', async () => {
    expect((await world.call({ servedModel: '' })).servedModel).toBeNull();
  });

  it('receives the whole prompt in one request, at its address and with its key', async () => {
    await world.call({});
    const [request] = world.server.received;
    expect(world.server.received).toHaveLength(1);
    expect(request?.path.startsWith(PROVIDERS[provider].path)).toBe(true);
    expect(Object.values(request?.headers ?? {}).join()).toContain(KEY);
    for (const words of ['You are a debater.', 'SQLite or PostgreSQL?', '200']) expect(request?.body).toContain(words);
  });

  it('receives the schema of the answer, and still streams', async () => {
    const pieces = ['{"vo', 'te":"a', '"}'];
    const answer = await world.call({ pieces }, { schema: SCHEMA });
    expect(world.server.received[0]?.body).toContain('"vote"');
    expect(answer.text).toBe('{"vote":"a"}');
    expect(world.deltas).toEqual(pieces);
  });

  it('fails when it runs out of tokens inside a schema', async () => {
    const failure = await world.failure({ pieces: ['{"vo'], reason: 'length' }, { schema: SCHEMA });
    expect(failure).toMatchObject({ code: 'MALFORMED', partialText: '{"vo' });
    expect(failure.message).toContain('ARAGORA_MAX_OUTPUT_TOKENS');
  });

  it('has its tokens estimated when it does not report them', async () => {
    const { usage } = await world.call({ pieces: ['12345678'], usage: null });
    expect(usage).toEqual({ inputTokens: 10, outputTokens: 2, isEstimated: true });
  });

  // Mistral has no such finish reason.
  it.each(FAULTS.filter(([what]) => provider !== 'mistral' || !what.startsWith('a rejection')))(
    'fails with %s',
    async (_, behaviour, code, advice) => {
      const failure = await world.failure(behaviour);
      expect(failure.code).toBe(code);
      expect(failure.message).toMatch(advice);
      expect(failure.message.startsWith(label)).toBe(true);
      expect(failure.message).not.toContain(KEY);
      expect(world.server.received).toHaveLength(1);
    },
  );

  it('may tell when it accepts calls again', async () => {
    const failure = await world.failure(refused(429, { 'retry-after': '7' }));
    expect(failure).toMatchObject({ code: 'RATE_LIMIT', retryAfterMs: 7_000 });
    expect(failure.message).toContain('in 7 s');
    expect((await world.failure(refused(429))).retryAfterMs).toBeNull();
  });

  it('is aborted when it takes too long', async () => {
    const failure = await world.failure({ dripMs: 5 }, { timeoutMs: 1_000 });
    expect(failure.code).toBe('TIMEOUT');
    expect(failure.message).toContain('within 1 s: try again, or raise ARAGORA_AGENT_TIMEOUT');
    expect(failure.partialText).toMatch(/^Hello world\.+$/);
    await world.server.received[0]?.closed;
  });

  it('is aborted when it sends nothing for too long', async () => {
    const failure = await world.failure({ pieces: ['Well'], fate: 'silence' }, { silenceMs: 1_000 });
    expect(failure).toMatchObject({ code: 'TIMEOUT', partialText: 'Well' });
    expect(failure.message).toContain('nothing for 1 s: try again, or raise ARAGORA_AGENT_SILENCE');
    await world.server.received[0]?.closed;
  });

  it('may take long while it keeps sending', async () => {
    const failure = await world.failure({ dripMs: 10 }, { silenceMs: 1_000, timeoutMs: 2_500 });
    expect(failure.message).toContain('within 3 s');
  });

  it('may break off: the partial text is in the failure', async () => {
    for (const fate of ['cut', 'end'] as const) {
      const failure = await world.failure({ pieces: ['Half an ans'], fate });
      expect(failure).toMatchObject({ code: 'CUT', partialText: 'Half an ans' });
    }
  });

  it('may report a failure inside a stream', async () => {
    for (const pieces of [[], ['Half an ans']]) {
      const event = EVENTS.find((recorded) => recorded.provider === provider);
      const failure = await world.failure({ pieces, fate: { error: event?.body } });
      expect(failure).toMatchObject({ code: event?.code, partialText: pieces.join('') });
      expect(world.server.received).toHaveLength(1);
    }
  });

  it('is disconnected at once when the call is cancelled', async () => {
    const cancelling = new AbortController();
    const failing = world.failure({ dripMs: 5 }, {}, cancelling.signal);
    await expect.poll(() => world.deltas.length).toBeGreaterThan(2);
    cancelling.abort();
    const failure = await failing;
    await world.server.received[0]?.closed;
    expect(failure).toMatchObject({ code: 'CANCELLED', message: 'The call was cancelled.' });
    expect(failure.partialText).toContain('Hello world');
  });

  it('is not called when the call is already cancelled', async () => {
    const failure = await world.failure({}, {}, AbortSignal.abort());
    expect(failure.code).toBe('CANCELLED');
    expect(world.server.received).toEqual([]);
  });

  it('is reported as unreachable when nothing listens at its address', async () => {
    const gone = new ProviderWorld(provider);
    await gone.open();
    await gone.close();
    const failure = await gone.failure({});
    expect(failure.code).toBe('OVERLOADED');
    expect(failure.message).toContain(PROVIDERS[provider].baseUrlVariable);
  });

  it('is reported as unreachable at a port that fetch blocks', async () => {
    const model = new AiSdkLanguageModel([{ id: provider, apiKey: KEY, baseUrl: 'http://127.0.0.1:9' }], systemClock);
    await expect(model.call(shortCall(provider), () => {}, NEVER)).rejects.toMatchObject({
      code: 'OVERLOADED',
      message: expect.stringContaining(PROVIDERS[provider].baseUrlVariable),
    });
  });

  it('is reported with the name of the variable when its key is missing', async () => {
    const model = new AiSdkLanguageModel([], systemClock);
    await expect(model.call(shortCall(provider), () => {}, NEVER)).rejects.toMatchObject({
      code: 'AUTH',
      message: `${label} has no key: set ${PROVIDERS[provider].keyVariable}.`,
    });
  });
});

describe('recorded failures of providers', () => {
  const worlds = new Map(PROVIDER_IDS.map((id) => [id, new ProviderWorld(id)]));
  beforeAll(() => Promise.all([...worlds.values()].map((world) => world.open())));
  afterAll(() => Promise.all([...worlds.values()].map((world) => world.close())));

  it.each(REFUSALS)('$provider: $what is $code', async ({ provider, code, status, headers = {}, body }) => {
    const failure = await worlds.get(provider)?.failure(refused(status, headers, JSON.stringify(body)));
    expect(failure?.code).toBe(code);
  });

  it.each(EVENTS)('$provider, inside a stream: $what is $code', async ({ provider, code, body }) => {
    const failure = await worlds.get(provider)?.failure({ pieces: ['Half'], fate: { error: body } });
    expect(failure).toMatchObject({ code, partialText: 'Half' });
  });

  it('are asked for again when the model missed the form', async () => {
    const body = {
      error: { message: 'Failed to generate JSON.', code: 'json_validate_failed', failed_generation: '{' },
    };
    const failure = await worlds.get('local')?.failure(refused(400, {}, JSON.stringify(body)), { schema: SCHEMA });
    expect(failure).toMatchObject({ code: 'MALFORMED', complaint: 'Write JSON and nothing else.' });
    expect(worlds.get('local')?.server.received).toHaveLength(1);
  });

  it('have their text in the cause, and not in the message', async () => {
    const body = JSON.stringify({ error: { message: `Incorrect API key provided: ${KEY}` } });
    const failure = await worlds.get('openai')?.failure(refused(401, {}, body));
    expect(failure?.message).toBe('OpenAI refuses the key: check OPENAI_API_KEY.');
    expect(failure?.cause).toMatchObject({ responseBody: expect.stringContaining(KEY) });
  });

  it('give the day on which credit is available again', async () => {
    const until = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
    const message = `You have reached your specified API usage limits. You will regain access on ${until} at 00:00 UTC.`;
    const failure = await worlds
      .get('anthropic')
      ?.failure(refused(400, {}, JSON.stringify({ type: 'error', error: { type: 'invalid_request_error', message } })));
    expect(failure?.code).toBe('OUT_OF_CREDIT');
    expect(failure?.retryAfterMs).toBeGreaterThan(3 * 86_400_000);
    expect(failure?.message).toMatch(/takes calls again in \d days\.$/);
  });
});
