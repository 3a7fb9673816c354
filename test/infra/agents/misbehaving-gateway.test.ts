import { afterEach, describe, expect, it } from 'vitest';
import { Gateway } from '../../../src/domain/agents/gateway/gateway.ts';
import { PROVIDER_IDS, type ProviderId } from '../../../src/domain/agents/provider-id.ts';
import { Breakers } from '../../../src/domain/shared/breakers.ts';
import type { Attempt } from '../../../src/domain/shared/call.ts';
import { systemClock } from '../../../src/infra/runtime.ts';
import { MemorySharedState } from '../../../src/infra/shared-state/memory.ts';
import { aModel, aRoster } from '../../support/providers/models-world.ts';
import { answerOf, DRAFT, FORM, pieces, wholeAnswer } from './double/command.ts';
import type { Script } from './double/double-server.ts';
import { DoubleWorld, modelOf, TIMES, wishOf } from './double/double-world.ts';
import { json, leftOpen, stream } from './double/reply.ts';
import { VOICES } from './double/voices/voices.ts';

const worlds: DoubleWorld[] = [];
afterEach(() => Promise.all(worlds.splice(0).map((world) => world.close())));

describe.each(PROVIDER_IDS)('a gateway over %s', (provider) => {
  const voice = VOICES[provider];
  const good = stream(wholeAnswer(voice, FORM));

  it('has an answer after a stream that broke off, and shows it alone', async () => {
    const half = stream(voice.opening() + pieces(voice, FORM.slice(0, 40)));
    const { text, attempts, shown, requests } = await ask(provider, [half, good]);
    expect(text).toBe(DRAFT.text);
    expect(attempts.map(({ failure }) => failure)).toEqual(['CUT', null]);
    expect(shown).toBe(DRAFT.text);
    expect(requests).toBe(2);
  });

  it('waits for the pause of a rate limit under 200, and asks again', async () => {
    const limit = json(200, voice.faultBody({ message: 'Rate limit exceeded', code: 429 }), { 'retry-after': '1' });
    const { text, attempts } = await ask(provider, [limit, good]);
    expect(text).toBe(DRAFT.text);
    expect(attempts.map(({ failure }) => failure)).toEqual(['RATE_LIMIT', null]);
    expect(attempts[0]).toMatchObject({ inputTokens: 0, outputTokens: 0 });
  });

  it('needs one attempt where the connection stays open', async () => {
    const { text, attempts } = await ask(provider, [leftOpen(wholeAnswer(voice, FORM))]);
    expect(text).toBe(DRAFT.text);
    expect(attempts).toMatchObject([{ failure: null, isEstimated: false, inputTokens: 11, outputTokens: 7 }]);
  });

  it('estimates the usage of every attempt that names an impossible one', async () => {
    const odd = voice.usage(-5, 1e30);
    const cut = stream(answerOf(voice, FORM.slice(0, 40), { reason: 'aborted', usage: odd }) + voice.last);
    const { attempts } = await ask(provider, [cut, stream(wholeAnswer(voice, FORM, { usage: odd }))]);
    expect(attempts.map(({ failure, isEstimated }) => [failure, isEstimated])).toEqual([
      ['CUT', true],
      [null, true],
    ]);
  });

  it('asks once for the answer of a model that thinks aloud', async () => {
    const words = `<think>{"text":"No.","position":"postgres"}</think>\n${FORM}`;
    const { text, attempts, shown } = await ask(provider, [stream(wholeAnswer(voice, words))]);
    expect(text).toBe(DRAFT.text);
    expect(attempts).toHaveLength(1);
    expect(shown).toBe(DRAFT.text);
  });
});

interface Asked {
  readonly text: string;
  readonly attempts: readonly Attempt[];
  /** The live text that is left for viewers. */
  readonly shown: string;
  readonly requests: number;
}

async function ask(provider: ProviderId, script: Script): Promise<Asked> {
  const world = new DoubleWorld(provider);
  worlds.push(world);
  world.server.script = script;
  const model = { provider, model: modelOf(provider) };
  const gateway = new Gateway({
    languageModel: await world.open(),
    roster: aRoster([aModel(`${provider}:${model.model}`)]),
    costOf: () => null,
    breakers: new Breakers({ shared: new MemorySharedState(systemClock), clock: systemClock, prefix: 'breaker:' }),
    clock: systemClock,
    emit: () => {},
    times: TIMES,
  });
  const shown: string[] = [];
  const listener = {
    text: (piece: string) => void shown.push(piece),
    restart: () => void shown.splice(0),
    attempting: () => {},
    attempted: () => true,
  };
  const { value, call } = await gateway.generate(model, wishOf('FORM'), listener, new AbortController().signal);
  return { text: value.text, attempts: call.attempts, shown: shown.join(''), requests: world.server.received.length };
}
