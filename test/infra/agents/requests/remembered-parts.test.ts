import { afterEach, describe, expect, it } from 'vitest';
import { PROVIDER_IDS } from '../../../../src/domain/agents/provider-id.ts';
import { FORM, pieces, wholeAnswer } from '../double/command.ts';
import type { Script } from '../double/double-server.ts';
import { DoubleWorld } from '../double/double-world.ts';
import { json, type Reply, stream } from '../double/reply.ts';
import { VOICES } from '../double/voices/voices.ts';

const FORM_FIELD = /"(response_format|output_config|output_format|responseJsonSchema|responseSchema|json_schema)"/;

const worlds: DoubleWorld[] = [];
afterEach(() => Promise.all(worlds.splice(0).map((world) => world.close())));

describe.each(PROVIDER_IDS)('a refused form of %s', (provider) => {
  const voice = VOICES[provider];
  const refusal = json(400, voice.faultBody({ message: 'Structured output is not supported.', code: 400 }));
  const good = stream(wholeAnswer(voice, FORM));

  /** Whether the next call asks for the form again, after a call that got these replies. */
  async function isAskedAgain(...replies: readonly Reply[]): Promise<boolean> {
    const world = new DoubleWorld(provider);
    worlds.push(world);
    const script: Script = (_, nth) => replies[nth] ?? good;
    await world.call(script, 'FORM');
    expect(world.server.received).toHaveLength(2);
    await world.call([good], 'FORM');
    return FORM_FIELD.test(world.server.received[0]?.body ?? '');
  }

  it('is remembered when the request without it is answered', async () => {
    expect(await isAskedAgain(refusal, good)).toBe(false);
  });

  it('is remembered when the answer to the request without it breaks off', async () => {
    expect(await isAskedAgain(refusal, stream(voice.opening() + pieces(voice, FORM.slice(0, 40))))).toBe(false);
  });

  it.each([
    ['fails', 500, 'Internal error.'],
    ['is limited', 429, 'Rate limit exceeded.'],
    ['is refused for another reason', 400, 'The prompt is empty.'],
    ['is refused in the same words', 400, 'Structured output is not supported.'],
  ])('is asked for again when the request without it %s', async (_, status, message) => {
    expect(await isAskedAgain(refusal, json(status, voice.faultBody({ message, code: status })))).toBe(true);
  });
});
