/**
 * Debates of language models as others have recorded them, held again: a real HTTP server says what each recorded
 * participant said, and everything else is Aragora, from the adapter to the subscription of a client.
 *
 * This proves the pipe: that no word is lost, changed, doubled or put in another order, that nothing is asked twice, and
 * that rulings are read as they were meant. It proves nothing about language models, and nothing about whether debating
 * makes their answers better.
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

describe.skipIf(!hasRecordings)('120 debates of language models, recorded by others and held again', () => {
  let debates: readonly RecordedDebate[];
  let provider: OpenAiServer;
  let held: readonly Held[];

  /** Ids of the debates that are not as they should be. */
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

  it('brings every recorded word to the follower, byte for byte and in the recorded order', () => {
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

  it('asks the provider once for every recorded turn, and for nothing else', () => {
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

  it('reads the recorded rulings: who decided, and what', () => {
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
    // Nine lost or gained an apostrophe or a quote when they were recorded.
    expect(wrong(({ debate, events }) => verdictOf(events).answer === debate.debateAnswer)).toHaveLength(9);
  });

  it('says that the debate changed nothing where it came out at the first answer, and otherwise not what it was worth', () => {
    const isFirst = ({ debate, events }: Held) => verdictOf(events).answer === debate.baselineAnswer;
    expect(wrong((one) => verdictOf(one.events).debateGain === (isFirst(one) ? 'UNCHANGED' : 'UNKNOWN'))).toEqual([]);
    const unchanged = held.filter(isFirst).map(({ debate }) => debate);
    const recorded = debates.filter(({ baselineAnswer, debateAnswer }) => baselineAnswer === debateAnswer);
    expect(recorded).toHaveLength(37);
    expect(recorded.filter((debate) => !unchanged.includes(debate))).toEqual([]);
    // One more: the judge said "it's", and an apostrophe was lost when its answer was recorded.
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
