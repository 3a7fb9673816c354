import type { ProviderId } from '../../../../../src/domain/agents/provider-id.ts';
import type { Command } from '../command.ts';
import { VOICES } from '../voices/voices.ts';
import { BODIES } from './bodies.ts';
import { BYTES } from './bytes.ts';
import { chunksOf } from './chunks.ts';
import { ENDS } from './ends.ts';
import { STREAM_FAULTS } from './faults.ts';
import { floodsOf } from './floods.ts';
import { FORMS } from './forms.ts';
import { NUMBERS } from './numbers.ts';
import { REASONS } from './reasons.ts';
import { REFUSALS } from './refusals.ts';
import { THOUGHTS } from './thoughts.ts';
import { TWICE } from './twice.ts';
import { PLAIN_WORDS } from './words.ts';

/** The misbehaviours of a provider, by kind. */
export function commandsOf(provider: ProviderId): Readonly<Record<string, readonly Command[]>> {
  return {
    'the end of the answer': ENDS,
    'numbers of the provider': NUMBERS,
    'a body under 200': BODIES,
    'failures inside the stream': STREAM_FAULTS,
    'failures in plain words': PLAIN_WORDS,
    'chunks beside the answer': chunksOf(VOICES[provider]),
    'stop reasons': REASONS,
    'a part of the request is refused': FORMS,
    'thoughts inside the text': THOUGHTS,
    'the same answer twice': TWICE,
    refusals: REFUSALS,
    'output beyond the answer': floodsOf(provider),
    'other bytes': BYTES,
  };
}
