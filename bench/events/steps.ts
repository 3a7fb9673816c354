import { FIRST_LINK, type LoggedEvent, type NewEvent, seal } from '../../src/domain/events/event.ts';
import type { StreamRef } from '../../src/domain/events/ports.ts';
import { systemRandom } from '../../src/infra/runtime.ts';

const WORDS = 'an embedded database is enough for one writer as long as nobody else has to read while it is away'.split(
  ' ',
);

/**
 * The events of one commit of a running debate: a turn, and in every third commit a second event. Payloads have 0.5 to
 * 2 KB, mostly prose.
 */
export function stepOf(at: number): readonly NewEvent[] {
  const turn = { kind: 'proposal.made', data: turnOf(at, 300 + ((at * 397) % 1_500)) };
  return at % 3 === 2 ? [turn, { kind: 'candidates.named', data: turnOf(at + 1, 300) }] : [turn];
}

function turnOf(at: number, characters: number) {
  return {
    turn: {
      ...{ id: `t${at}`, participantId: `p${(at % 5) + 1}`, kind: 'PROPOSAL', round: at % 4, position: 'table' },
      ...{ confidence: 0.7, reason: prose(at, 80), evidence: ['revocation', 'no-lookup'], text: prose(at, characters) },
      call: { requestedModel: 'local:bench', servedModel: 'bench', inputTokens: 1_200 + at, outputTokens: 310 },
    },
  };
}

function prose(from: number, characters: number): string {
  let text = '';
  for (let at = from; text.length < characters; at++) text += `${WORDS[(at * 7) % WORDS.length]} `;
  return text;
}

/** The steps as finished rows, for a writer that only inserts them. */
export function sealedSteps(
  ref: StreamRef,
  from: { seq: number; hash: string },
  steps: readonly (readonly NewEvent[])[],
) {
  let { seq, hash: link } = from;
  return steps.map((events) =>
    events.map((event): LoggedEvent => {
      const sealed = seal(event, { ...ref, seq: ++seq, at: new Date(), salt: systemRandom.hex(16) }, link);
      link = sealed.hash;
      return sealed;
    }),
  );
}

export const START = { seq: 0, hash: FIRST_LINK };
