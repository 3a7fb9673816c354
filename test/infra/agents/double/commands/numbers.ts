import type { ProviderId } from '../../../../../src/domain/agents/provider-id.ts';
import { type Command, GOOD_WORDS, WORDS, wholeAnswer } from '../command.ts';
import { json, stream } from '../reply.ts';
import type { Voice } from '../voice.ts';

/** Counts as they stand in the JSON, none of which is a plausible number of tokens. */
const COUNTS = [
  ...['-1', '-11', '1.5', '0.1', '1e30', '1e400', '-1e400', '9007199254740993', '3000000000', '1e-7'],
  ...['"12"', '"NaN"', '"many"', '""', 'null', 'true', 'false', '{}', '[]', '[12]'],
];

/** What a usage may be instead of an object. */
const USAGES = ['"none"', '5', '-5', '[]', 'true', '{}', '{"error":"not counted"}'];

const NOT_TOLD = { ...GOOD_WORDS, isEstimated: true };
const HOLE = '@@';

export const NUMBERS: readonly Command[] = [
  ...COUNTS.flatMap((count) => [
    odd(`the count of the input is ${count}`, count, (voice) => voice.usage(HOLE, 7)),
    odd(`the count of the output is ${count}`, count, (voice) => voice.usage(11, HOLE)),
  ]),
  odd('both counts are -1', '-1', (voice) => voice.usage(HOLE, HOLE)),
  odd('both counts are 1e30', '1e30', (voice) => voice.usage(HOLE, HOLE)),
  ...USAGES.map((usage) => odd(`the usage is ${usage}`, usage, () => HOLE)),
  {
    name: 'the usage has no counts',
    wish: 'WORDS',
    say: (voice) => [stream(wholeAnswer(voice, WORDS, { usage: voice.usage(undefined, undefined) }))],
    outcome: NOT_TOLD,
  },
  ...['-50', '-1e30', '1e30', '2.5', '"5"', 'null', 'true', '{}', '1e400'].map(
    (count): Command => ({
      name: `details of the usage are ${count}`,
      wish: 'WORDS',
      say: (voice, provider) => [
        stream(wholeAnswer(voice, WORDS, { usage: detailed(voice, provider) }).replaceAll(`"${HOLE}"`, count)),
      ],
      // Whether the two counts are still believed is not said here; that they are plausible is tested for every call.
      outcome: GOOD_WORDS,
    }),
  ),
  ...['"now"', 'null', '-1', '1e30', '{}'].map(
    (time): Command => ({
      name: `the time of creation is ${time}`,
      wish: 'WORDS',
      say: (voice) => {
        const whole = wholeAnswer(voice, WORDS);
        const changed = whole.replaceAll(/"(created|created_at)":1764000000/g, `"$1":${time}`);
        return changed === whole ? 'It tells no time of creation.' : [stream(changed)];
      },
      outcome: GOOD_WORDS,
    }),
  ),
  ...['-5', '1e400', '1e30', 'NaN', '99999999999999999999', 'soon', '-Infinity', '0x10', '2.5'].map(
    (pause): Command => ({
      name: `the pause of a rate limit is ${pause}`,
      wish: 'WORDS',
      say: (voice) => [
        json(429, voice.faultBody({ message: 'Rate limit exceeded', code: 429 }), { 'retry-after': pause }),
      ],
      outcome: { code: 'RATE_LIMIT', message: /try again (later|in \d{1,9} (s|minutes|hours|days))\.$/ },
    }),
  ),
  ...['null', '7', '{}', '""'].map(
    (name): Command => ({
      name: `the name of the model is ${name}`,
      wish: 'WORDS',
      say: (voice) => [stream(wholeAnswer(voice, WORDS).replaceAll('"served-model"', name))],
      outcome: GOOD_WORDS,
    }),
  ),
];

function odd(name: string, raw: string, usage: (voice: Voice) => unknown): Command {
  return {
    name,
    wish: 'WORDS',
    say: (voice) => [stream(wholeAnswer(voice, WORDS, { usage: usage(voice) }).replaceAll(`"${HOLE}"`, raw))],
    outcome: NOT_TOLD,
  };
}

/** A usage whose two counts are good and whose details are holes. */
function detailed(voice: Voice, provider: ProviderId): object {
  const usage = voice.usage(11, 7);
  if (provider === 'anthropic')
    return { ...usage, cache_creation_input_tokens: HOLE, cache_read_input_tokens: HOLE, server_tool_use: HOLE };
  if (provider === 'gemini')
    return { ...usage, thoughtsTokenCount: HOLE, cachedContentTokenCount: HOLE, totalTokenCount: HOLE };
  if (provider === 'openai' || provider === 'xai')
    return {
      ...usage,
      total_tokens: HOLE,
      input_tokens_details: { cached_tokens: HOLE },
      output_tokens_details: { reasoning_tokens: HOLE },
    };
  return {
    ...usage,
    total_tokens: HOLE,
    cost: HOLE,
    prompt_tokens_details: { cached_tokens: HOLE },
    completion_tokens_details: { reasoning_tokens: HOLE },
  };
}
