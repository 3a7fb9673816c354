import { type DebateEvent, eventsOf } from '../../infra/http/support/sockets.ts';
import { type RecordedDebate, recordedModel } from '../../support/providers/recorded-debates.ts';
import { startDebate } from './debates.ts';

/** A recorded debate, and its events as a client received them. */
export interface Held {
  readonly debate: RecordedDebate;
  readonly events: readonly DebateEvent[];
}

type Turn = Extract<DebateEvent, { readonly turn: unknown }>['turn'];
type Verdict = Extract<DebateEvent, { readonly __typename: 'VerdictReached' }>['verdict'];

/** Repeats the debates, `atATime` at once. Each is followed from its start to its end. */
export async function holdAll(url: string, debates: readonly RecordedDebate[], atATime: number): Promise<Held[]> {
  const held: Held[] = [];
  const waiting = debates.values();
  const worker = async () => {
    for (const debate of waiting) held.push({ debate, events: await hold(url, debate) });
  };
  await Promise.all(Array.from({ length: atATime }, worker));
  return held;
}

async function hold(url: string, debate: RecordedDebate): Promise<DebateEvent[]> {
  const agent = (role: Parameters<typeof recordedModel>[1]) => `local:${recordedModel(debate, role)}`;
  const debateId = await startDebate(url, {
    decision: { task: debate.task },
    agents: [agent('affirmative'), agent('negative')],
    moderator: agent('moderator'),
    judge: agent('judge'),
    mode: 'MODERATED',
    maxRounds: 4,
  });
  const events = await eventsOf(url, { debateId });
  const failed = events.find((event) => event.__typename === 'AgentFailed');
  if (failed) throw new Error(`${debate.id}: ${failed.failure.participant.key}: ${failed.failure.message}`);
  return events;
}

export function turnsOf(events: readonly DebateEvent[]): readonly Turn[] {
  return events.flatMap((event) => ('turn' in event ? [event.turn] : []));
}

export function verdictOf(events: readonly DebateEvent[]): Verdict {
  const reached = events.find((event) => event.__typename === 'VerdictReached');
  if (!reached) throw new Error(`There is no verdict: ${JSON.stringify(events.at(-1))}`);
  return reached.verdict;
}

/** The turns that the recording contains, as `KIND round`. */
export function kindsInOrder({ said: { moderator, judge } }: RecordedDebate): readonly string[] {
  const rounds = moderator.flatMap((_, at) => ['ARGUMENT', 'REPLY', 'MODERATION'].map((kind) => `${kind} ${at + 1}`));
  return ['PROPOSAL 0', ...rounds, ...judge.map((_, at) => `JUDGEMENT ${at + 1}`)];
}
