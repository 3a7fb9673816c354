/**
 * Recorded debates of language models, repeated: a real HTTP server gives the recorded answer of each participant, and
 * everything else is Aragora, from the adapter to the subscription of a client.
 *
 * This proves the pipeline: no word is lost, changed, doubled or put in another order, no turn is requested twice, and
 * rulings are read correctly. It proves nothing about language models, and nothing about whether a debate makes their
 * answers better.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { OpenAiServer } from '../support/providers/openai-server.ts';
import {
  hasRecordings,
  RECORDINGS,
  type RecordedDebate,
  recordedDebates,
  recordedModel,
  recordedWords,
  saidInOrder,
} from '../support/providers/recorded-debates.ts';
import { aDirectory, launch } from './support/launch.ts';
import { type Held, holdAll, kindsInOrder, turnsOf, verdictOf } from './support/recorded.ts';

const AT_A_TIME = 8;

if (!hasRecordings) console.warn(`The recorded debates are not held again: there is no ${RECORDINGS}.`);

describe.skipIf(!hasRecordings)('120 recorded debates of language models, repeated', () => {
  let debates: readonly RecordedDebate[];
  let provider: OpenAiServer;
  let held: readonly Held[];

  /** Ids of the debates for which the check fails. */
  const wrong = (isRight: (held: Held) => boolean) =>
    held.filter((one) => !isRight(one)).map(({ debate }) => debate.id);

  beforeAll(async () => {
    debates = recordedDebates();
    provider = new OpenAiServer(recordedWords(debates));
    const server = await launch(await aDirectory(), {
      ARAGORA_LOCAL_BASE_URL: await provider.open(),
      ARAGORA_LOCAL_MODEL: 'recorded',
      ARAGORA_MAX_CONCURRENT_DEBATES: String(AT_A_TIME),
      ARAGORA_MAX_DEBATES_PER_WORKSPACE: String(debates.length),
    });
    held = await holdAll(server.url, debates, AT_A_TIME);
    await provider.close();
  });

  it('bring every recorded word to the follower, byte for byte and in the recorded order', () => {
    expect(held).toHaveLength(120);
    expect(
      wrong(({ debate, events }) =>
        areSameBytes(
          turnsOf(events).map(({ text }) => text),
          saidInOrder(debate),
        ),
      ),
    ).toEqual([]);
    for (const { debate, events } of held) {
      expect(
        turnsOf(events).map(({ kind, round }) => `${kind} ${round}`),
        debate.id,
      ).toEqual(kindsInOrder(debate));
    }
  });

  it('ask the provider once for every recorded turn, and for nothing else', () => {
    const asked = Object.groupBy(provider.calls, ({ model }) => model);
    for (const debate of debates) {
      for (const role of ['affirmative', 'negative', 'moderator', 'judge'] as const) {
        const model = recordedModel(debate, role);
        expect(asked[model]?.length ?? 0, model).toBe(debate.said[role].length);
      }
    }
    expect(provider.calls).toHaveLength(debates.flatMap(saidInOrder).length);
    expect(provider.calls.filter(({ fate }) => fate !== 'ANSWERED')).toEqual([]);
  });

  it('give the recorded rulings: the same winner, by the same decider', () => {
    expect(
      wrong(({ events }) => events.at(-1)?.__typename === 'DebateEnded' && verdictOf(events).outcome === 'DECIDED'),
    ).toEqual([]);
    expect(
      wrong(
        ({ debate, events }) => verdictOf(events).decidedBy === (debate.said.judge.length > 0 ? 'JUDGE' : 'MODERATOR'),
      ),
    ).toEqual([]);
    expect(
      wrong(({ debate, events }) => withoutQuotes(verdictOf(events).answer) === withoutQuotes(debate.debateAnswer)),
    ).toEqual([]);
    // Nine recorded answers lost or gained an apostrophe or a quotation mark.
    expect(wrong(({ debate, events }) => verdictOf(events).answer === debate.debateAnswer)).toHaveLength(9);
  });

  it('have the gain UNCHANGED if the verdict equals the first answer, and UNKNOWN otherwise', () => {
    const isFirst = ({ debate, events }: Held) => verdictOf(events).answer === debate.baselineAnswer;
    expect(wrong((one) => verdictOf(one.events).debateGain === (isFirst(one) ? 'UNCHANGED' : 'UNKNOWN'))).toEqual([]);
    const unchanged = held.filter(isFirst).map(({ debate }) => debate);
    const recorded = debates.filter(({ baselineAnswer, debateAnswer }) => baselineAnswer === debateAnswer);
    expect(recorded).toHaveLength(37);
    expect(recorded.filter((debate) => !unchanged.includes(debate))).toEqual([]);
    // One more: the judge said "it's", and the recording of its answer lost the apostrophe.
    expect(unchanged).toHaveLength(38);
  });
});

function areSameBytes(received: readonly string[], recorded: readonly string[]): boolean {
  if (received.length !== recorded.length) return false;
  return received.every((text, at) => Buffer.from(text, 'utf8').equals(Buffer.from(recorded[at] ?? '', 'utf8')));
}

function withoutQuotes(text: string | null): string | undefined {
  return text?.replace(/["'`‘’“”\\]/g, '');
}
