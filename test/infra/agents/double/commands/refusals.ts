import type { ProviderId } from '../../../../../src/domain/agents/provider-id.ts';
import { type Command, FORM, GOOD_FORM, GOOD_WORDS, goodEnd, pieces, WORDS, wholeAnswer } from '../command.ts';
import { json, leftOpen, stream } from '../reply.ts';
import type { Voice } from '../voice.ts';

const SORRY = "I'm sorry, but I can't help with that.";
const CONTENT = { code: 'CONTENT' } as const;
const NONE = 'It has no refusals of its own.';

export const REFUSALS: readonly Command[] = [
  ...(['WORDS', 'FORM'] as const).map(
    (wish): Command => ({
      name: `a streamed refusal (${wish})`,
      wish,
      say: (voice) => whole(voice, (said) => [stream(said)]),
      outcome: CONTENT,
    }),
  ),
  {
    name: 'a streamed refusal, after which nothing follows',
    wish: 'FORM',
    say: (voice) => whole(voice, (said) => [leftOpen(said)]),
    outcome: { ...CONTENT, isLetGo: true },
  },
  {
    name: 'a refusal after half of an answer',
    wish: 'FORM',
    say: (voice) => whole(voice, (said) => [stream(voice.opening() + pieces(voice, FORM.slice(0, 40)) + said)]),
    outcome: CONTENT,
  },
  {
    name: 'a refusal as the stop reason',
    wish: 'FORM',
    say: (voice) =>
      voice.reasons.content === null
        ? NONE
        : [stream(wholeAnswer(voice, FORM.slice(0, 40), { reason: voice.reasons.content }))],
    outcome: CONTENT,
  },
  {
    name: 'a refusal as the stop reason of nothing',
    wish: 'WORDS',
    say: (voice) =>
      voice.reasons.content === null ? NONE : [stream(wholeAnswer(voice, '', { reason: voice.reasons.content }))],
    outcome: CONTENT,
  },
  {
    name: 'a stop reason `refusal`',
    wish: 'WORDS',
    say: (voice) => [stream(wholeAnswer(voice, SORRY, { reason: 'refusal' }))],
    outcome: CONTENT,
  },
  {
    name: 'a refusal in one JSON body',
    wish: 'FORM',
    say: (voice, provider) => {
      const body = plainRefusal(voice, provider);
      return body === null ? NONE : [json(200, body)];
    },
    outcome: CONTENT,
  },
  ...['null', '""'].map(
    (none): Command => ({
      name: `a refusal that is ${none} in every piece`,
      wish: 'WORDS',
      say: (voice) => {
        const said = wholeAnswer(voice, WORDS).replaceAll('"delta":{"content"', `"delta":{"refusal":${none},"content"`);
        return said === wholeAnswer(voice, WORDS) ? 'Its pieces have no such field.' : [stream(said)];
      },
      outcome: GOOD_WORDS,
    }),
  ),
  {
    name: 'an answer that speaks of a refusal',
    wish: 'FORM',
    say: (voice) => [stream(wholeAnswer(voice, FORM))],
    outcome: GOOD_FORM,
  },
];

function whole<T>(voice: Voice, make: (said: string) => T): T | string {
  const said = voice.refusal(SORRY);
  return said === null ? NONE : make(said + voice.last);
}

function plainRefusal(voice: Voice, provider: ProviderId): unknown {
  if (provider === 'anthropic') return voice.plain(goodEnd(voice, SORRY, { reason: 'refusal' }));
  if (provider === 'gemini')
    return { promptFeedback: { blockReason: 'SAFETY' }, usageMetadata: { promptTokenCount: 11 } };
  if (provider === 'mistral') return null;
  const body = JSON.stringify(voice.plain(goodEnd(voice, SORRY)));
  const words = JSON.stringify(SORRY);
  return body
    .replace(`"content":${words}`, `"content":null,"refusal":${words}`)
    .replace(
      `{"type":"output_text","text":${words},"annotations":[],"logprobs":[]}`,
      `{"type":"refusal","refusal":${words}}`,
    );
}
